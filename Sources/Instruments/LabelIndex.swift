/// Finds the row of a label set: a hash table of rows, and the label sets row by row.
///
/// A dictionary of hundreds of thousands of label sets has room for twice as many; here that room is four bytes a place.
struct LabelIndex<Labels: LabelSet>: Sendable {
    /// One for each row, in the order they were added.
    private(set) var labels: [Labels] = []
    /// A row and 1, or 0 for none; as many places as a power of two, a fifth of them free.
    private var places: [UInt32] = [0, 0, 0, 0]

    init() {}

    /// The row of a label set; nil where it has none.
    func row(of labels: Labels) -> Int? {
        let row = places[place(of: labels)]
        return row == 0 ? nil : Int(row) - 1
    }

    /// Gives the next row to a label set that has none.
    mutating func append(_ labels: Labels) {
        if (self.labels.count + 1) * 5 > places.count * 4 {
            places = Array(repeating: 0, count: places.count * 2)
            for row in self.labels.indices { places[place(of: self.labels[row])] = UInt32(row + 1) }
        }
        places[place(of: labels)] = UInt32(self.labels.count + 1)
        self.labels.append(labels)
    }

    /// Where the label set is, or where it would be put.
    private func place(of labels: Labels) -> Int {
        let mask = places.count - 1
        var place = labels.hashValue & mask
        while places[place] != 0, self.labels[Int(places[place]) - 1] != labels { place = (place + 1) & mask }
        return place
    }
}
