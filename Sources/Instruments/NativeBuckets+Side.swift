extension NativeBuckets {
    /// The buckets on one side of zero that have observations, from the inner to the outer.
    package struct Side: Sendable, Equatable {
        /// Strictly increasing.
        package private(set) var indexes: [Int32] = []
        /// One for each index.
        package private(set) var counts: [UInt64] = []

        /// No observations.
        init() {}

        /// Takes buckets as they are stored, an index and a count each; nil where they are in no order or of no number.
        init?(figures: ArraySlice<Int>, schema: Int) {
            let possible = index(of: zeroThreshold.nextUp, schema: schema)...index(of: .infinity, schema: schema)
            for place in stride(from: figures.startIndex, to: figures.endIndex - 1, by: 2) {
                guard let index = Int32(exactly: figures[place]), let count = UInt64(exactly: figures[place + 1]),
                    possible ~= index, indexes.last.map({ $0 < index }) ?? true
                else { return nil }
                indexes.append(index)
                counts.append(count)
            }
        }

        /// An index and a count for each bucket, one after another.
        var figures: [Int] { zip(indexes, counts).flatMap { [Int($0), Int(clamping: $1)] } }

        /// How many observations there were.
        var count: UInt64 { counts.reduce(0, &+) }

        mutating func add(_ times: UInt64, at index: Int32) {
            var low = 0
            var high = indexes.count
            while low < high {
                let middle = (low + high) / 2
                if indexes[middle] < index { low = middle + 1 } else { high = middle }
            }
            if low < indexes.count, indexes[low] == index {
                counts[low] += times
            } else {
                indexes.insert(index, at: low)
                counts.insert(times, at: low)
            }
        }

        /// Joins each even bucket with the odd one below it, which together are one of half the resolution.
        mutating func halve() {
            var halved = Self()
            for (index, count) in zip(indexes, counts) {
                let joined = (index + 1) >> 1
                if halved.indexes.last == joined {
                    halved.counts[halved.counts.count - 1] += count
                } else {
                    halved.indexes.append(joined)
                    halved.counts.append(count)
                }
            }
            self = halved
        }
    }
}
