/// The buckets of a native histogram, of which there are as many as the observations need ("Native Histograms",
/// prometheus.io).
///
/// Bucket `i` of schema `n` holds what lies in (2^((i−1)·2^−n), 2^(i·2^−n)]: at schema 3 each bound is 9 % above the
/// one before. What is nearer to zero than 2^−128 is in a bucket of its own. With more than 160 buckets the resolution
/// is halved, because the values come from others, who shall not decide how much memory they take.
package struct NativeBuckets: Sendable, Equatable {
    /// What is within this distance of zero counts as zero.
    package static let zeroThreshold = 0x1p-128
    /// How many buckets there are at most, both sides together.
    package static let limit = 160
    /// Bounds of 9 % distance, as `client_golang` has them for a factor of 1.1.
    package static let finestSchema = 3
    /// The coarsest that Prometheus takes; at it all numbers there are need 73 buckets on each side.
    package static let coarsestSchema = -4

    /// From ``coarsestSchema`` to ``finestSchema``; it only falls.
    package private(set) var schema = finestSchema
    /// Observations within the threshold.
    package private(set) var zeroCount: UInt64 = 0
    /// Those above it.
    package private(set) var positive = Side()
    /// Those below it, by their magnitudes.
    package private(set) var negative = Side()

    /// No observations.
    package init() {}

    /// What was stored, which is in order.
    init(schema: Int, zeroCount: UInt64, positive: Side, negative: Side) {
        self.schema = schema
        self.zeroCount = zeroCount
        self.positive = positive
        self.negative = negative
    }

    /// How many observations there were.
    var count: UInt64 { zeroCount &+ positive.count &+ negative.count }

    /// Counts a value; NaN is in no bucket.
    package mutating func add(_ value: Double, times: UInt64 = 1) {
        if value.magnitude <= Self.zeroThreshold {
            zeroCount += times
        } else if value > 0 {
            positive.add(times, at: Self.index(of: value, schema: schema))
        } else if value < 0 {
            negative.add(times, at: Self.index(of: -value, schema: schema))
        }
        while positive.indexes.count + negative.indexes.count > Self.limit, schema > Self.coarsestSchema {
            schema -= 1
            positive.halve()
            negative.halve()
        }
    }

    /// The bucket of a value above 0; infinity has one above all numbers.
    package static func index(of value: Double, schema: Int = finestSchema) -> Int32 {
        guard value.isFinite else { return index(of: .greatestFiniteMagnitude, schema: schema) + 1 }
        let octave = Int32(value.exponent)
        let mantissa = value.significand
        // The first of the bounds within an octave that is not below: the one of 1 ends the octave before.
        var step: Int32 = 0
        while step < stepBounds.count, mantissa > stepBounds[Int(step)] { step += 1 }
        let finest = octave * Int32(stepBounds.count) + step
        let halvings = Int32(finestSchema - schema)
        return (finest + (1 << halvings) - 1) >> halvings
    }

    /// 2^(k/8) for k from 0 to 7, rounded as Prometheus has them, so that both sort a value on a bound alike.
    private static let stepBounds: InlineArray<8, Double> = [
        1, 1.0905077326652577, 1.189207115002721, 1.2968395546510096, 1.414213562373095, 1.5422108254079407,
        1.6817928305074288, 1.8340080864093422,
    ]
}
