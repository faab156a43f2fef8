import Events
import Instruments
import Pipeline

extension EventSettings {
    /// Reads what is set; with a mistake, which is noted, it does not matter what comes out.
    init(noting reader: inout SettingReader) {
        self.init()
        typesMax = reader.integer(.eventTypesMax, in: 1...1_000_000)
        listedTypes = reader.eventTypes(atMost: typesMax)
        typeTTLSeconds = reader.integer(.eventTypeTTL, in: 0...31_536_000)
        valueBuckets = reader.valueBuckets() ?? valueBuckets
    }
}

extension SettingReader {
    /// The parts of a list, without the spaces around them.
    private func list(_ setting: Setting) -> [String]? {
        text(setting)?.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    }

    fileprivate mutating func eventTypes(atMost limit: Int) -> [EventTypeName]? {
        guard let parts = list(.eventTypes) else { return nil }
        var types: Set<EventTypeName> = []
        for part in parts {
            let type = EventTypeName(text: part)
            if EventTypeName.fault(of: part.utf8Span.span) != nil {
                note(.eventTypes, "has \"\(part)\", which is no type: write 1 to 128 bytes without control characters")
            } else if type == .other {
                note(.eventTypes, "has \(part), which is for the events of all other types: leave it out")
            } else if !types.insert(type).inserted {
                note(.eventTypes, "has \"\(part)\" twice: leave one out")
            }
        }
        if parts.count > limit {
            note(.eventTypes, "has \(parts.count) types, more than MAX_EVENT_TYPES: raise that, or list fewer")
        }
        return parts.map(EventTypeName.init(text:))
    }

    /// Nil where they are none, which is noted.
    fileprivate mutating func valueBuckets() -> [Double]? {
        let parts = list(.eventValueBuckets) ?? []
        let bounds = parts.compactMap(Double.init)
        if bounds.count < parts.count {
            let part = parts.first { Double($0) == nil } ?? ""
            note(.eventValueBuckets, "has \"\(part)\", which is no number: write numbers with commas between them")
            return nil
        }
        guard bounds.count <= 100 else {
            note(.eventValueBuckets, "has \(bounds.count) bounds; write 1 to 100")
            return nil
        }
        do throws(BucketError) {
            // Adding 0 turns −0 into 0.
            return try Buckets(bounds.map { $0 + 0 }).upperBounds
        } catch {
            note(.eventValueBuckets, "is \"\(text(.eventValueBuckets) ?? "")\": \(error)")
            return nil
        }
    }
}
