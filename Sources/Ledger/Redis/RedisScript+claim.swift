import Crypto
import Redis

extension RedisScript {
    /// A script by its text alone.
    init(_ source: String) {
        let digits = Insecure.SHA1.hash(data: Array(source.utf8)).flatMap { byte in
            [byte >> 4, byte & 0xF].map { String($0, radix: 16) }
        }
        self.init(source, sha1: digits.joined())
    }

    /// Makes a process the one that counts for a replica, and returns the replica's last commit.
    ///
    /// From then on commits under an older claim are refused, also one that is still on its way: what the last commit
    /// was is final. A process that resumes is refused itself when another has claimed the replica meanwhile. A claim
    /// that arrives after a later one of its process changes nothing, and nobody waits for its answer any more.
    ///
    /// Before it changes anything it tries every command that a commit needs, so that none stops halfway for want of a
    /// permission. What that writes expires whichever of them is refused.
    ///
    ///     KEYS   owners, commits, two for the rehearsal
    ///     ARGV   replica, claim, "open" or "resume"
    ///     → {"ok", record of the last commit or ""} or {"fenced"} or {"lost"}
    static let claim = RedisScript(
        """
        local owners, commits, set, sorted = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
        local replica, claim, mode = ARGV[1], ARGV[2], ARGV[3]

        local function count(claim)
            local high, low = struct.unpack('>I4I4', claim, 17)
            return high * 2 ^ 32 + low
        end

        local holder = redis.call('HGET', owners, replica)
        local isOurs = holder and string.sub(holder, 1, 16) == string.sub(claim, 1, 16)
        if isOurs and count(holder) >= count(claim) then return {'fenced'} end
        if mode == 'resume' then
            if not holder then return {'lost'} end
            if not isOurs then return {'fenced'} end
        end
        local last = redis.call('HGET', commits, replica) or ''

        if redis.replicate_commands then redis.replicate_commands() end
        redis.call('TIME')
        redis.call('HDEL', commits, '')
        redis.call('EXPIRE', set, 1)
        redis.call('SADD', set, 'key')
        redis.call('EXPIRE', set, 1)
        redis.call('SISMEMBER', set, 'key')
        redis.call('SCARD', set)
        redis.call('ZADD', sorted, 0, 'key', 1, 'other')
        redis.call('EXPIRE', sorted, 1)
        redis.call('ZSCORE', sorted, 'key')
        redis.call('ZREM', sorted, 'key')
        redis.call('ZREMRANGEBYSCORE', sorted, '-inf', 0)
        redis.call('ZCARD', sorted)

        redis.call('HSET', owners, replica, claim)
        return {'ok', last}
        """
    )
}
