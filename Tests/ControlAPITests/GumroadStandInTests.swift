import Crypto
import Foundation
import Pipelines
import Testing
import Transfers

@testable import ControlAPI

/// The stand-in over a socket, as a client of Gumroad sees it.
@Suite struct GumroadStandInTests {
    private struct Shop {
        let base: String
        var token = "stand-in"

        func send(
            _ method: HTTPMethod, _ path: String, _ body: [String: JSONValue]? = nil
        ) async throws -> HTTPResponse {
            var request = HTTPRequest(method, base + "/v2/" + path, headers: ["Authorization": "Bearer \(token)"])
            if let body {
                request.headers["Content-Type"] = "application/json"
                request.body = .bytes(try JSONValue.object(body).canonicalBytes())
            }
            return try await client.execute(request)
        }

        /// presign, PUT, complete; the file's URL.
        func upload(_ bytes: [UInt8], name: String) async throws -> String {
            let size = JSONValue.integer(Int64(bytes.count))
            let ticket = try await send(.post, "files/presign", ["filename": .string(name), "file_size": size]).json
            let part = try #require(ticket["parts"]?.elements?.first)
            let put = try await client.execute(
                HTTPRequest(.put, try #require(part["presigned_url"]?.text), body: .bytes(bytes)))
            let tag = try #require(put.headers["ETag"])
            let done = try await send(
                .post, "files/complete",
                [
                    "upload_id": try #require(ticket["upload_id"]), "key": try #require(ticket["key"]),
                    "parts": .array([.object(["part_number": .integer(1), "etag": .string(tag)])]),
                ]
            ).json
            return try #require(done["file_url"]?.text)
        }

        /// direct_uploads, PUT; the signed id.
        func picture(_ bytes: [UInt8]) async throws -> String {
            let sum = Data(Insecure.MD5.hash(data: bytes)).base64EncodedString()
            let blob: JSONValue = .object([
                "filename": .string("cover.jpg"), "byte_size": .integer(Int64(bytes.count)),
                "checksum": .string(sum), "content_type": .string("image/jpeg"),
            ])
            let ticket = try await send(.post, "direct_uploads", ["blob": blob]).json
            let place = try #require(ticket["direct_upload"])
            let put = try await client.execute(
                HTTPRequest(
                    .put, try #require(place["url"]?.text),
                    headers: ["Content-Type": "image/jpeg", "Content-MD5": sum], body: .bytes(bytes)))
            #expect(put.status == 200)
            return try #require(ticket["signed_id"]?.text)
        }
    }

    private func open(_ folder: String, _ use: (Shop, GumroadStandIn) async throws -> Void) async throws {
        let standIn = try await GumroadStandIn.open(folder: folder, token: Secret("stand-in"))
        try await HTTPServer.serving("gumroad", [standIn.routes], logger: silent) { base in
            try await use(Shop(base: base), standIn)
        }
    }

    @Test func aBookIsPublishedAndFoundAgainTheNextTime() async throws {
        try await withFolder { folder in
            let book = Array("the book".utf8)
            try await open(folder) { shop, _ in
                let url = try await shop.upload(book, name: "book.epub")
                let made = try await shop.send(
                    .post, "products",
                    [
                        "name": .string("Moss"), "native_type": .string("ebook"), "custom_permalink": .string("pw-1"),
                        "price": .integer(900), "files": .array([.object(["url": .string(url)])]),
                    ]
                ).json
                let product = try #require(made["product"])
                let id = try #require(product["id"]?.text)
                #expect(product["published"] == .bool(false))
                #expect(product["covers"] == .array([]))
                let old = try await shop.picture([1])
                let new = try await shop.picture([2])
                _ = try await shop.send(.post, "products/\(id)/covers", ["signed_blob_id": .string(old)])
                let before = try await shop.send(.get, "products/\(id)").json
                let cover = try #require(before["product"]?["covers"]?.elements?.first?["id"]?.text)
                _ = try await shop.send(.post, "products/\(id)/covers", ["signed_blob_id": .string(new)])
                #expect(try await shop.send(.delete, "products/\(id)/covers/\(cover)").json["success"] == .bool(true))
                let thumbnail = try await shop.send(.post, "products/\(id)/thumbnail", ["signed_blob_id": .string(new)])
                #expect(try thumbnail.json["success"] == .bool(true))
                let live = try await shop.send(.put, "products/\(id)/enable", [:]).json
                #expect(live["product"]?["published"] == .bool(true))
                #expect(live["product"]?["covers"]?.elements?.count == 1)
            }
            try await open(folder) { shop, standIn in
                #expect(standIn.productCount == 1)
                let list = try await shop.send(.get, "products").json
                #expect(list["products"]?.elements?.first?["custom_permalink"] == .string("pw-1"))
            }
            let kept = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix("book.epub") }
            #expect(kept.count == 1)
            #expect(try Array(Data(contentsOf: URL(fileURLWithPath: folder + "/" + kept[0]))) == book)
        }
    }

    @Test func everyRequestIsRecordedWithoutItsToken() async throws {
        try await withFolder { folder in
            try await open(folder) { shop, _ in
                _ = try await shop.send(.get, "products?page_key=none")
                _ = try await shop.send(.post, "products", ["name": .string("Moss")])
            }
            let record = try Data(contentsOf: URL(fileURLWithPath: folder + "/requests.jsonl"))
            let text = String(decoding: record, as: UTF8.self)
            let lines = try text.split(separator: "\n").map { try JSONValue(parsing: Data($0.utf8)) }
            #expect(lines.map { $0["method"] } == [.string("GET"), .string("POST")])
            #expect(lines.map { $0["number"] } == [.integer(1), .integer(2)])
            #expect(lines[0]["query"]?["page_key"] == .string("none"))
            #expect(lines[1]["body"]?["name"] == .string("Moss"))
            #expect(!text.contains("stand-in\""), "the token is in the record")
        }
    }

    @Test func aStrangersTokenIsRefused() async throws {
        try await withFolder { folder in
            try await open(folder) { shop, standIn in
                for token in ["wrong", ""] {
                    let stranger = Shop(base: shop.base, token: token)
                    let answer = try await stranger.send(.post, "products", ["name": .string("x")])
                    #expect(answer.status == 401)
                }
                #expect(standIn.productCount == 0)
            }
        }
    }

    @Test func aLostReplyLeavesTheProductThere() async throws {
        try await withFolder { folder in
            try await open(folder) { shop, standIn in
                standIn.order(GumroadFault(.dropReply, on: "POST", "/products", occurrence: 2))
                let body: [String: JSONValue] = ["name": .string("Moss"), "custom_permalink": .string("pw-1")]
                #expect(try await shop.send(.post, "products", ["name": .string("first")]).status == 200)
                let failure = await #expect(throws: TransferError.self) { try await shop.send(.post, "products", body) }
                #expect(failure?.requestMayHaveBeenSent == true)
                #expect(standIn.productCount == 2)
                let again = try await shop.send(.post, "products", body).json
                #expect(again["success"] == .bool(false))
                #expect(standIn.productCount == 2)
            }
        }
    }

    @Test(arguments: [429, 500])
    func anOrderedStatusHappensInsteadOfTheCall(status: Int) async throws {
        try await withFolder { folder in
            try await open(folder) { shop, standIn in
                standIn.order(GumroadFault(.status(status), on: "PUT", "/products/*/enable"))
                let made = try await shop.send(.post, "products", ["name": .string("Moss")]).json
                let id = try #require(made["product"]?["id"]?.text)
                #expect(try await shop.send(.put, "products/\(id)/enable", [:]).status == status)
                #expect(try await shop.send(.get, "products/\(id)").json["product"]?["published"] == .bool(false))
                #expect(try await shop.send(.put, "products/\(id)/enable", [:]).status == 200)
                #expect(try await shop.send(.get, "products/\(id)").json["product"]?["published"] == .bool(true))
            }
        }
    }
}
