import Instruments
import Redis

extension RedisScript {
    /// Functions for the commit script: ``NativeBuckets`` in Lua, as one list of figures in their stored order.
    ///
    ///     observations  schema  zeroCount  number of buckets above zero  bucket  count  bucket  count …
    ///
    /// `loadNative` gives nil where those that are stored do not count as many as `counts`, which the other buckets
    /// have: an earlier version of this program has counted without them. A bucket comes as the one of the finest
    /// schema that has the value.
    static let nativeBuckets = """
        local finestSchema, coarsestSchema = \(NativeBuckets.finestSchema), \(NativeBuckets.coarsestSchema)
        local bucketLimit = \(NativeBuckets.limit)
        local zeroThreshold = 2 ^ \(NativeBuckets.zeroThreshold.exponent)
        local TOTAL, SCHEMA, ZERO, ABOVE, HEAD = 1, 2, 3, 4, 4

        local function loadNative(natives, name, counts)
            local observed = 0
            for _, count in ipairs(counts) do observed = observed + count end
            if observed == 0 then return {0, finestSchema, 0, 0} end
            local packed = redis.call('HGET', natives, name)
            if not packed or struct.unpack('>d', packed) ~= observed then return nil end
            local native = {struct.unpack('>' .. string.rep('d', #packed / 8), packed)}
            -- Where the reading has stopped.
            native[#native] = nil
            return native
        end

        local function packNative(native)
            return struct.pack('>' .. string.rep('d', #native), unpack(native))
        end

        local function halved(native)
            local half = {native[TOTAL], native[SCHEMA] - 1, native[ZERO], 0}
            local firstBelow = HEAD + 2 * native[ABOVE] + 1
            for place = HEAD + 1, #native, 2 do
                local bucket, times = math.ceil(native[place] / 2), native[place + 1]
                local isFirst = place == HEAD + 1 or place == firstBelow
                if not isFirst and half[#half - 1] == bucket then
                    half[#half] = half[#half] + times
                else
                    half[#half + 1] = bucket
                    half[#half + 1] = times
                    if place < firstBelow then half[ABOVE] = half[ABOVE] + 1 end
                end
            end
            return half
        end

        local function countNative(native, value, finest)
            native[TOTAL] = native[TOTAL] + 1
            if math.abs(value) <= zeroThreshold then
                native[ZERO] = native[ZERO] + 1
                return native
            end
            local bucket = math.ceil(finest / 2 ^ (finestSchema - native[SCHEMA]))
            -- Buckets from 1, as far as the side of the value goes.
            local place, beyond = 1, native[ABOVE] + 1
            if value < 0 then place, beyond = beyond, (#native - HEAD) / 2 + 1 end
            local last = beyond - 1
            while place < beyond do
                local middle = math.floor((place + beyond) / 2)
                if native[HEAD + 2 * middle - 1] < bucket then place = middle + 1 else beyond = middle end
            end
            local at = HEAD + 2 * place - 1
            if place <= last and native[at] == bucket then
                native[at + 1] = native[at + 1] + 1
                return native
            end
            table.insert(native, at, 1)
            table.insert(native, at, bucket)
            if value > 0 then native[ABOVE] = native[ABOVE] + 1 end
            while (#native - HEAD) / 2 > bucketLimit and native[SCHEMA] > coarsestSchema do native = halved(native) end
            return native
        end
        """
}
