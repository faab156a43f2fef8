/// A JSON object of which every member has to be asked for; mistakes are kept, and cost the value but not the rest.
struct StrictObject {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) { nil }
    }

    private let container: KeyedDecodingContainer<Key>
    private let path: String
    private var known: [String] = []
    private(set) var mistakes: [String] = []

    /// - Parameter path: where the object stands in its file, `faults[2]`; empty for the file itself.
    init(_ decoder: any Decoder, at path: String) throws {
        container = try decoder.container(keyedBy: Key.self)
        self.path = path
    }

    /// A whole number in a range; nil when it is absent or a mistake.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        let cure = "write a whole number from \(range.lowerBound) to \(range.upperBound)"
        return value(name, cure) { range.contains($0) }
    }

    mutating func number(_ name: String, in range: ClosedRange<Double>) -> Double? {
        value(name, "write a number from \(range.lowerBound) to \(range.upperBound)") { range.contains($0) }
    }

    mutating func flag(_ name: String) -> Bool? {
        value(name, "write true or false") { _ in true }
    }

    mutating func text(_ name: String) -> String? {
        value(name, "write a text that is not empty") { !$0.isEmpty }
    }

    mutating func seed(_ name: String) -> UInt64? {
        value(name, "write a whole number that is not negative") { _ in true }
    }

    /// One of the names of an enumeration.
    mutating func choice<Choice: RawRepresentable<String>>(_ name: String, _ choices: [Choice]) -> Choice? {
        let names = choices.map(\.rawValue)
        return value(name, "write one of \(names.joined(separator: ", "))") { names.contains($0) }
            .flatMap(Choice.init(rawValue:))
    }

    /// The objects of an array, each read by itself; none when it is absent.
    mutating func objects<Element>(
        _ name: String,
        _ read: (inout StrictObject) -> Element?
    ) -> [Element] {
        known.append(name)
        let key = Key(stringValue: name)
        guard container.contains(key) else { return [] }
        guard var array = try? container.nestedUnkeyedContainer(forKey: key) else {
            mistakes.append("\(place(name)) is no array; write [{…}, …]")
            return []
        }
        var elements: [Element] = []
        while !array.isAtEnd {
            let path = "\(place(name))[\(array.currentIndex)]"
            guard let decoder = try? array.superDecoder() else { break }
            if let element = nested(decoder, at: path, read) { elements.append(element) }
        }
        return elements
    }

    /// The object of a member; nil when it is absent or a mistake.
    mutating func object<Element>(_ name: String, _ read: (inout StrictObject) -> Element?) -> Element? {
        known.append(name)
        let key = Key(stringValue: name)
        guard container.contains(key), let decoder = try? container.superDecoder(forKey: key) else { return nil }
        return nested(decoder, at: place(name), read)
    }

    /// Notes a mistake in a member.
    mutating func refuse(_ name: String, _ what: String) {
        mistakes.append("\(place(name)) \(what)")
    }

    /// Notes that a member is absent that must not be.
    mutating func demand(_ name: String, _ what: String) {
        if !container.contains(Key(stringValue: name)) { refuse(name, what) }
    }

    /// Asks no more of the object, of which not enough is known to say what else is wrong.
    mutating func giveUp() {
        known = container.allKeys.map(\.stringValue)
    }

    /// Notes every member that nobody has asked for.
    mutating func finish() {
        for key in container.allKeys.map(\.stringValue).sorted() where !known.contains(key) {
            mistakes.append("\(place(key)) is unknown here; write one of \(known.sorted().joined(separator: ", "))")
        }
    }

    private mutating func nested<Element>(
        _ decoder: any Decoder,
        at path: String,
        _ read: (inout StrictObject) -> Element?
    ) -> Element? {
        guard var object = try? StrictObject(decoder, at: path) else {
            mistakes.append("\(path) is no object; write {…}")
            return nil
        }
        let element = read(&object)
        object.finish()
        mistakes += object.mistakes
        return element
    }

    private mutating func value<Value: Decodable>(
        _ name: String,
        _ cure: String,
        _ isGood: (Value) -> Bool
    ) -> Value? {
        known.append(name)
        let key = Key(stringValue: name)
        guard container.contains(key) else { return nil }
        guard let value = try? container.decode(Value.self, forKey: key) else {
            mistakes.append("\(place(name)) is of the wrong type; \(cure)")
            return nil
        }
        guard isGood(value) else {
            mistakes.append("\(place(name)) is \(value); \(cure)")
            return nil
        }
        return value
    }

    private func place(_ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }
}
