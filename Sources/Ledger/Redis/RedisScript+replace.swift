import Redis

extension RedisScript {
    /// Puts totals in place of a replica's, as long as this process is the one that counts for it.
    ///
    /// Their native buckets may stay: beside histograms that have counted nothing they count for nothing.
    ///
    ///     KEYS   owners, totals
    ///     ARGV   replica, claim, then a type and its totals, and so on
    ///     → {"ok"} or {"fenced"} or {"lost"}
    static let replace = RedisScript(
        """
        local owners, totals = KEYS[1], KEYS[2]
        local holder = redis.call('HGET', owners, ARGV[1])
        if not holder then return {'lost'} end
        if holder ~= ARGV[2] then return {'fenced'} end
        for i = 3, #ARGV, 2 do redis.call('HSET', totals, ARGV[i], ARGV[i + 1]) end
        return {'ok'}
        """
    )
}
