import Testing

@testable import ObjectStorage

@Suite struct ObjectListTests {
    @Test func reads() throws {
        let text = """
            <?xml version="1.0"?><ListBucketResult xmlns="x"><IsTruncated>true</IsTruncated><Contents><Key>p/a</Key>
            <Size>3</Size></Contents><Contents><Key>p/b&amp;lt;</Key><Size>4</Size></Contents></ListBucketResult>
            """
        let page = try ObjectList.read(Array(text.utf8), droppingPrefix: "p/", named: "list")
        #expect(page.objects.map(\.key.text) == ["a"] && page.next == "b&lt;")
    }

    @Test(arguments: ["", "<html>", "<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>"])
    func refused(_ text: String) {
        #expect(throws: ObjectStoreError.self) {
            try ObjectList.read(Array(text.utf8), droppingPrefix: "", named: "list")
        }
    }

    @Test func faults() {
        let fault = S3Fault(Array("<Error><Code>NoSuchKey</Code><Message>not &quot;there&quot;</Message></Error>".utf8))
        #expect(fault?.code == "NoSuchKey" && fault?.description == "NoSuchKey: not \"there\"")
        #expect(S3Fault([]) == nil && S3Fault(Array("<html>".utf8)) == nil)
    }
}
