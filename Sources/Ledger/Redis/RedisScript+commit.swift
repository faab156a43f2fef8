import Redis

extension RedisScript {
    /// Records what is new among some messages, and adds it up: one commit, whole or not at all.
    ///
    /// Its first write is one that takes memory: a server that has none left refuses it before anything is done.
    /// Doubles come and go as their eight bytes. `add` is `CompensatedSum.add`, operation by operation, so its sums are
    /// the same to the last bit.
    ///
    /// A key expires when both the replica's clock and the server's are past its second: a replica whose clock is ahead
    /// would forget keys for all who share the store. `replicate_commands` is for a Redis 6 that is set to replicate
    /// whole scripts, which would take no write after `TIME`.
    ///
    ///     KEYS   owners, commits, totals, natives, unconfirmed, the partitions: next, current and the two before
    ///     ARGV   replica, claim, id of the commit, now (8 bytes), seconds that a partition lives,
    ///            the entries (``PackedEntries``), 16-byte keys of deleted messages, bounds of the buckets,
    ///            number of types to forget, those types, types of the entries …
    ///     → {"ok", a digit for each entry: 1 recorded, 0 duplicate; number of keys remembered}, {"fenced"} or {"lost"}
    static let commit = RedisScript(
        """
        \(nativeBuckets)
        local owners, commits, totals, natives, unconfirmed = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
        local firstPartition, lastPartition = 6, 9
        local current = KEYS[firstPartition + 1]
        local replica, claim, id, life = ARGV[1], ARGV[2], ARGV[3], ARGV[5]
        local entries, confirmed, bounds = ARGV[6], ARGV[7], ARGV[8]
        local now = struct.unpack('>d', ARGV[4])
        local firstForgotten = 10
        local firstType = firstForgotten + tonumber(ARGV[9])
        local leading = 10
        local figureCount = leading + #bounds / 8 + 1
        local format = '>' .. string.rep('d', figureCount)

        local holder = redis.call('HGET', owners, replica)
        if not holder then return {'lost'} end
        if holder ~= claim then return {'fenced'} end

        if redis.replicate_commands then redis.replicate_commands() end
        local present = math.min(now, tonumber(redis.call('TIME')[1]))

        local live, remembered = {}, 0
        for i = firstPartition, lastPartition do
            local size = redis.call('SCARD', KEYS[i])
            if size > 0 then live[#live + 1] = KEYS[i] end
            remembered = remembered + size
        end

        local seen = {}
        local function isKnown(key)
            if seen[key] then return true end
            local expiry = redis.call('ZSCORE', unconfirmed, key)
            if expiry and tonumber(expiry) > present then return true end
            for i = 1, #live do
                if redis.call('SISMEMBER', live[i], key) == 1 then return true end
            end
            return false
        end

        local function fresh()
            local figures = {now}
            for i = 2, figureCount do figures[i] = 0 end
            figures[8] = -math.huge
            return figures
        end

        local isForgotten = {}
        for i = firstForgotten, firstType - 1 do isForgotten[ARGV[i]] = true end

        local function load(name)
            local packed = redis.call('HGET', totals, name)
            if not packed or isForgotten[name] then return fresh() end
            local isSame = #packed == 8 * figureCount + #bounds and string.sub(packed, 8 * figureCount + 1) == bounds
            if isSame then
                local figures = {struct.unpack(format, packed)}
                figures[figureCount + 1] = nil
                return figures
            end
            local figures = fresh()
            for i = 1, 8 do figures[i] = struct.unpack('>d', packed, 8 * i - 7) end
            return figures
        end

        local function add(figures, place, addend)
            local sum = figures[place]
            local total = sum + addend
            if total - total ~= 0 then
                figures[place + 1] = 0
            elseif math.abs(sum) >= math.abs(addend) then
                figures[place + 1] = figures[place + 1] + ((sum - total) + addend)
            else
                figures[place + 1] = figures[place + 1] + ((addend - total) + sum)
            end
            figures[place] = total
        end

        local changed = {}
        local function count(kind, bucket, value, occurred, finest)
            local figures = changed[kind]
            if not figures then
                local name = ARGV[firstType - 1 + kind]
                figures = load(name)
                changed[kind] = figures
                figures.native = loadNative(natives, name, {unpack(figures, leading + 1)})
            end
            figures[2] = figures[2] + 1
            if value >= 0 then add(figures, 3, value) else add(figures, 5, -value) end
            if occurred >= figures[8] then figures[7], figures[8] = value, occurred end
            add(figures, 9, value)
            figures[leading + 1 + bucket] = figures[leading + 1 + bucket] + 1
            if figures.native then figures.native = countNative(figures.native, value, finest) end
        end

        local position, verdicts, added = 1, {}, {}
        while position <= #entries do
            local key, expiry, kind, bucket, value, occurred, finest
            key, expiry, kind, bucket, value, occurred, finest, position = struct.unpack('>c16dI4I2ddi4', entries, position)
            if isKnown(key) then
                verdicts[#verdicts + 1] = '0'
            else
                verdicts[#verdicts + 1] = '1'
                seen[key] = true
                added[#added + 1] = expiry
                added[#added + 1] = key
                if kind > 0 then count(kind, bucket, value, occurred, finest) end
            end
        end

        local function inRuns(command, key, arguments)
            local sum = 0
            for first = 1, #arguments, 1000 do
                local last = math.min(first + 999, #arguments)
                sum = sum + redis.call(command, key, unpack(arguments, first, last))
            end
            return sum
        end

        local told = table.concat(verdicts)
        redis.call('HSET', commits, replica, id .. told)
        redis.call('ZREMRANGEBYSCORE', unconfirmed, '-inf', present)
        inRuns('ZADD', unconfirmed, added)
        if #confirmed > 0 then
            local keys = {}
            for first = 1, #confirmed, 16 do keys[#keys + 1] = string.sub(confirmed, first, first + 15) end
            inRuns('ZREM', unconfirmed, keys)
            remembered = remembered + inRuns('SADD', current, keys)
            redis.call('EXPIRE', current, life)
        end
        for name in pairs(isForgotten) do
            redis.call('HDEL', totals, name)
            redis.call('HDEL', natives, name)
        end
        for kind, figures in pairs(changed) do
            local name = ARGV[firstType - 1 + kind]
            redis.call('HSET', totals, name, struct.pack(format, unpack(figures)) .. bounds)
            if figures.native then redis.call('HSET', natives, name, packNative(figures.native)) end
        end
        return {'ok', told, remembered + redis.call('ZCARD', unconfirmed)}
        """
    )
}
