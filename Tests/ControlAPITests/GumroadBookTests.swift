import Crypto
import Foundation
import Pipelines
import Testing

@testable import ControlAPI

/// The stand-in's answers as values, without a server.
@Suite struct GumroadBookTests {
    private func call(
        _ method: String, _ path: String, _ body: [String: JSONValue] = [:], query: [String: String] = [:]
    ) -> GumroadCall {
        GumroadCall(
            method: method, path: "/v2/" + path, query: query, base: "http://stand-in",
            body: method == "GET" ? .none : .json(.object(body)))
    }

    private func create(_ permalink: String, in book: inout GumroadBook) -> String? {
        let answer = book.answer(
            call("POST", "products", ["name": .string(permalink), "custom_permalink": .string(permalink)]))
        return answer.body?["product"]?["id"]?.text
    }

    @Test func aPermalinkIsTakenOnce() throws {
        var book = GumroadBook()
        let id = try #require(create("pw-1", in: &book))
        let second = book.answer(call("POST", "products", ["name": .string("b"), "custom_permalink": .string("pw-1")]))
        #expect(second.status == 200)
        #expect(second.body?["success"] == .bool(false))
        let message = try #require(second.body?["message"]?.text?.lowercased())
        #expect(message.contains("permalink") && message.contains("taken"))
        #expect(book.products.count == 1)
        let own = book.answer(call("PUT", "products/\(id)", ["custom_permalink": .string("pw-1")]))
        #expect(own.body?["success"] == .bool(true))
        _ = book.answer(call("DELETE", "products/\(id)"))
        #expect(create("pw-1", in: &book) != nil)
    }

    @Test func productsComeTenToAPage() throws {
        var book = GumroadBook()
        let made = (0..<23).compactMap { create("pw-\($0)", in: &book) }
        var seen: [String] = []
        var key: String?
        var pages = 0
        repeat {
            let answer = book.answer(call("GET", "products", query: key.map { ["page_key": $0] } ?? [:]))
            seen += (answer.body?["products"]?.elements ?? []).compactMap { $0["id"]?.text }
            key = answer.body?["next_page_key"]?.text
            pages += 1
        } while key != nil && pages < 10
        #expect(pages == 3)
        #expect(seen == made.reversed())
        #expect(book.answer(call("GET", "products", query: ["page_key": "no"])).status == 400)
    }

    @Test func aLargeFileComesInPartsOf100MB() throws {
        var book = GumroadBook()
        let answer = book.answer(
            call("POST", "files/presign", ["filename": .string("b.epub"), "file_size": .integer(250_000_001)]))
        #expect(answer.body?["parts"]?.elements?.count == 3)
        #expect(answer.body?["key"]?.text?.hasPrefix("attachments/stand-in/") == true)
    }

    @Test func onlyWholeUploadsBecomeFiles() throws {
        var book = GumroadBook()
        let ticket = try #require(
            book.answer(call("POST", "files/presign", ["filename": .string("b"), "file_size": .integer(3)])).body)
        let id = try #require(ticket["upload_id"]?.text)
        func complete(_ tag: String, in book: inout GumroadBook) -> JSONValue? {
            let part: JSONValue = .object(["part_number": .integer(1), "etag": .string(tag)])
            return book.answer(
                call(
                    "POST", "files/complete",
                    ["upload_id": .string(id), "key": ticket["key"] ?? .null, "parts": .array([part])])
            ).body?["success"]
        }
        #expect(complete("", in: &book) == .bool(false))
        func put(_ bytes: [UInt8], in book: inout GumroadBook) -> GumroadAnswer {
            book.answer(
                GumroadCall(
                    method: "PUT", path: "/storage/uploads/\(id)/1", query: [:], base: "http://stand-in",
                    body: .bytes(bytes)))
        }
        #expect(put([1, 2], in: &book).status == 400)
        let tag = try #require(put([1, 2, 3], in: &book).headers["ETag"])
        let url = try #require(ticket["file_url"])
        let early = book.answer(
            call("POST", "products", ["name": .string("b"), "files": .array([.object(["url": url])])]))
        #expect(early.body?["success"] == .bool(false))
        #expect(complete("\"other\"", in: &book) == .bool(false))
        #expect(complete(tag, in: &book) == .bool(true))
        #expect(complete(tag, in: &book) == .bool(true))
        let late = book.answer(
            call("POST", "products", ["name": .string("b"), "files": .array([.object(["url": url])])]))
        #expect(late.body?["success"] == .bool(true))
    }

    @Test func aPictureMustBeWhatWasAnnounced() throws {
        var book = GumroadBook()
        let product = try #require(create("pw-1", in: &book))
        let bytes: [UInt8] = [1, 2, 3]
        let sum = Data(Insecure.MD5.hash(data: bytes)).base64EncodedString()
        func picture(_ type: String, stored: [UInt8], in book: inout GumroadBook) throws -> (String, Int) {
            let blob: JSONValue = .object([
                "filename": .string("c"), "byte_size": .integer(3), "checksum": .string(sum),
                "content_type": .string(type),
            ])
            let id = try #require(book.answer(call("POST", "direct_uploads", ["blob": blob])).body?["signed_id"]?.text)
            let put = GumroadCall(
                method: "PUT", path: "/storage/pictures/\(id)", query: [:],
                headers: ["content-type": type, "content-md5": sum], base: "http://stand-in", body: .bytes(stored))
            return (id, book.answer(put).status)
        }
        func hang(_ id: String, in book: inout GumroadBook) -> JSONValue? {
            book.answer(call("POST", "products/\(product)/covers", ["signed_blob_id": .string(id)])).body?["success"]
        }
        let (spoiled, status) = try picture("image/png", stored: [1, 2, 4], in: &book)
        #expect(status == 400)
        #expect(hang(spoiled, in: &book) == .bool(false))
        #expect(hang(try picture("image/webp", stored: bytes, in: &book).0, in: &book) == .bool(false))
        let good = try picture("image/png", stored: bytes, in: &book).0
        for _ in 0..<8 { #expect(hang(good, in: &book) == .bool(true)) }
        #expect(hang(good, in: &book) == .bool(false))
    }

    @Test(arguments: ["../../etc/passwd", "/", "..", "a\\b\0c.epub", String(repeating: "é", count: 400) + ".epub", ""])
    func fileNamesStayInTheFolder(name: String) {
        let safe = GumroadID.fileName(name)
        #expect(!safe.isEmpty && !safe.hasPrefix(".") && !safe.contains("/") && !safe.contains("\0"))
        #expect(safe.utf8.count <= 120)
    }
}
