import Testing

@testable import LocalSQS

@Suite struct MessageAttributeTests {
    /// Known digests: two from the npm package aws-md5-of-message-attributes.
    @Test func `has the MD5 that SQS computes`() {
        let text = MessageAttribute(name: "attribName1", dataType: "String", value: .string("attribValue 1"))
        #expect([text].md5 == "19e27d4e946b072f3f58da80d94fd778")
        let binary = MessageAttribute(
            name: "binaryAttribute",
            dataType: "Binary",
            value: .binary(Array("Hello binary world!".utf8))
        )
        #expect([binary].md5 == "31a92b15d92f8db860eda32aceb656c3")
    }
}
