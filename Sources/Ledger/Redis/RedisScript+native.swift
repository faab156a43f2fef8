import Instruments
import Redis

extension RedisScript {
    /// Functions for the commit script: ``NativeBuckets`` in Lua.
    ///
    /// `loadNative` gives nil where the stored ones do not count as many as `counts`, those of the other buckets: an earlier
    /// version of this program has counted without them. A bucket comes as the one of the finest schema that has the value.
    static let nativeBuckets = """
        local finestSchema, coarsestSchema = \(NativeBuckets.finestSchema), \(NativeBuckets.coarsestSchema)
        local bucketLimit = \(NativeBuckets.limit)
        local zeroThreshold = 2 ^ \(NativeBuckets.zeroThreshold.exponent)

        local function loadNative(natives, name, counts)
            local native = {schema = finestSchema, zero = 0, above = {}, below = {}, size = 0}
            local observed = 0
            for _, count in ipairs(counts) do observed = observed + count end
            if observed == 0 then return native end
            local packed = redis.call('HGET', natives, name)
            if not packed then return nil end
            local figures = {struct.unpack('>' .. string.rep('d', #packed / 8), packed)}
            native.schema, native.zero = figures[1], figures[2]
            observed = observed - native.zero
            for place = 4, #packed / 8, 2 do
                local side = place < 4 + 2 * figures[3] and native.above or native.below
                side[figures[place]] = figures[place + 1]
                native.size = native.size + 1
                observed = observed - figures[place + 1]
            end
            return observed == 0 and native or nil
        end

        local function addTo(native, side, bucket, times)
            if not side[bucket] then native.size = native.size + 1 end
            side[bucket] = (side[bucket] or 0) + times
        end

        local function halve(native)
            local above, below = native.above, native.below
            native.schema, native.size, native.above, native.below = native.schema - 1, 0, {}, {}
            for bucket, times in pairs(above) do addTo(native, native.above, math.ceil(bucket / 2), times) end
            for bucket, times in pairs(below) do addTo(native, native.below, math.ceil(bucket / 2), times) end
        end

        local function countNative(native, value, finest)
            if math.abs(value) <= zeroThreshold then
                native.zero = native.zero + 1
                return
            end
            local side = value > 0 and native.above or native.below
            addTo(native, side, math.ceil(finest / 2 ^ (finestSchema - native.schema)), 1)
            while native.size > bucketLimit and native.schema > coarsestSchema do halve(native) end
        end

        local function packNative(native)
            local figures = {native.schema, native.zero}
            local function append(side)
                local buckets = {}
                for bucket in pairs(side) do buckets[#buckets + 1] = bucket end
                table.sort(buckets)
                for _, bucket in ipairs(buckets) do
                    figures[#figures + 1] = bucket
                    figures[#figures + 1] = side[bucket]
                end
                return #buckets
            end
            figures[3] = 0
            figures[3] = append(native.above)
            append(native.below)
            return struct.pack('>' .. string.rep('d', #figures), unpack(figures))
        end
        """
}
