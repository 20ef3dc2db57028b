import Testing

@testable import ObjectStorage

@Suite struct ObjectStoreURLTests {
    @Test func folders() throws {
        #expect(try ObjectStoreURL("file:///var/lib/presswork") == .folder(path: "/var/lib/presswork"))
        #expect(try ObjectStoreURL("file:///with%20space") == .folder(path: "/with space"))
    }

    @Test func buckets() throws {
        guard
            case .bucket(let local) = try ObjectStoreURL(
                "s3://books/a/b/?endpoint=http%3A%2F%2F127.0.0.1:7480&region=eu-1")
        else { throw ObjectStoreError(.invalidURL, "no bucket") }
        #expect(local.bucket == "books" && local.prefix == "a/b" && local.region == "eu-1")
        #expect(local.hostHeader == "127.0.0.1:7480" && local.path == "/books")
        guard case .bucket(let plain) = try ObjectStoreURL("s3://books?endpoint=https://s3.example.org") else { return }
        #expect(plain.hostHeader == "s3.example.org" && plain.region == "us-east-1" && plain.path == "/books")
        guard case .bucket(let amazon) = try ObjectStoreURL("s3://books?region=eu-central-1") else { return }
        #expect(amazon.hostHeader == "books.s3.eu-central-1.amazonaws.com" && amazon.path == "")
        guard case .bucket(let dotted) = try ObjectStoreURL("s3://my.books?region=eu-central-1") else { return }
        #expect(dotted.hostHeader == "s3.eu-central-1.amazonaws.com" && dotted.path == "/my.books")
        guard case .bucket(let google) = try ObjectStoreURL("gs://books/p") else { return }
        #expect(google.hostHeader == "storage.googleapis.com" && google.path == "/books" && google.prefix == "p")
    }

    @Test(arguments: [
        "", "books", "file://relative", "file:///", "ftp://x/y", "s3://", "s3://UPPER?region=x", "s3://books",
        "s3://books?region=", "s3://books?region=a&region=b", "s3://books?region=a&colour=red",
        "s3://key:hunter2@books?region=a", "s3://books/../x?region=a", "s3://books?endpoint=nowhere&region=a",
        "s3://books?endpoint=file:///x&region=a", "s3://books?endpoint=http://h?q=1&region=a", "s3://books?region=a/b",
        "file:///bad%zz",
    ])
    func refused(_ text: String) {
        let error = #expect(throws: ObjectStoreError.self) { try ObjectStoreURL(text) }
        #expect(error?.code == .invalidURL && error?.message.contains("hunter2") == false)
    }
}
