import Testing

/// The built program against real servers on loopback.
///
/// One test after the other: each starts several programs, and a machine with two cores has only two.
@Suite(.serialized)
struct EndToEndTests {}
