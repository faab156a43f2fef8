import Synchronization

/// All families of the program, each checked when it is registered.
package final class Registry: Sendable {
    private let contents = Mutex(Contents())
    /// The wall clock, in seconds since 1970, or 0.
    let now: @Sendable () -> Double

    private struct Contents {
        var collectors: [any Collector] = []
        var described: [String: FamilyDescription] = [:]
        /// Each name that a sample may have in some format, and the family it belongs to.
        var owners: [String: String] = [:]

        mutating func add(_ description: FamilyDescription) throws(RegistrationError) {
            let name = description.name
            try description.check()
            guard described[name] == nil else { throw RegistrationError(name: name, rule: .registeredAlready) }
            for claimed in description.claimedNames {
                if let owner = owners[claimed] {
                    throw RegistrationError(name: name, rule: .clash(with: owner, on: claimed))
                }
            }
            described[name] = description
            for claimed in description.claimedNames {
                owners[claimed] = name
            }
        }
    }

    /// A registry without families; by the clock it notes when series are created, in seconds since 1970.
    package init(now: @escaping @Sendable () -> Double = { 0 }) {
        self.now = now
    }

    /// Adds all families of a collector, or none of them when one is refused.
    package func register(_ collector: some Collector) throws(RegistrationError) {
        let descriptions = collector.descriptions
        try contents.withLock { contents throws(RegistrationError) in
            var extended = contents
            for description in descriptions {
                try extended.add(description)
            }
            extended.collectors.append(collector)
            contents = extended
        }
    }

    /// What is registered, with series or without, in the order of the names.
    package var descriptions: [FamilyDescription] {
        contents.withLock { $0.described.values.sorted { $0.name < $1.name } }
    }

    /// The families that have series, in the order of their names.
    ///
    /// What a collector has not described as it gives it is left out, because nobody checked its name.
    package func snapshot() -> [FamilySnapshot] {
        let (collectors, described) = contents.withLock { ($0.collectors, $0.described) }
        return
            collectors
            .flatMap { $0.collect() }
            .filter { !$0.points.isEmpty && $0.isConsistent && described[$0.description.name] == $0.description }
            .sorted { $0.description.name < $1.description.name }
    }
}
