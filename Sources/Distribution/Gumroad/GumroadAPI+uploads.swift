import Crypto
import Foundation
import Pipelines
import Transfers

extension GumroadAPI {
    /// Parts are at most 100 MB.
    private static let partSize = 100_000_000

    /// `POST /files/presign`, the parts, `POST /files/complete`; returns the file's URL.
    func upload(_ bytes: [UInt8], name: String, _ account: Account) async throws -> String {
        let ticket = try await send(
            .post, "files/presign",
            body: ["filename": .string(name), "file_size": .integer(Int64(bytes.count))], account)
        guard let id = Self.text(ticket["upload_id"]), let key = Self.text(ticket["key"]),
            case .array(let parts)? = ticket["parts"]
        else { throw GumroadError(.notSent, "Gumroad's answer to files/presign holds no upload.") }
        var done: [JSONValue] = []
        for part in parts {
            guard case .integer(let number)? = part["part_number"], let url = Self.text(part["presigned_url"]) else {
                throw GumroadError(.notSent, "Gumroad's answer to files/presign holds a part without a URL.")
            }
            let start = min(bytes.count, (Int(number) - 1) * Self.partSize)
            let end = min(bytes.count, start + Self.partSize)
            let etag = try await put(Array(bytes[start..<end]), to: url)
            done.append(.object(["part_number": .integer(number), "etag": .string(etag)]))
        }
        let answer = try await send(
            .post, "files/complete",
            body: ["upload_id": .string(id), "key": .string(key), "parts": .array(done)], account)
        guard let url = Self.text(answer["file_url"]) else {
            throw GumroadError(.notSent, "Gumroad's answer to files/complete holds no file.")
        }
        return url
    }

    /// `POST /direct_uploads` and the bytes; returns the id to hang the picture up with.
    func directUpload(_ bytes: [UInt8], of asset: AssetReference, _ account: Account) async throws -> String {
        let checksum = Data(Insecure.MD5.hash(data: bytes)).base64EncodedString()
        let blob: JSONValue = .object([
            "filename": .string(asset.fileName), "byte_size": .integer(Int64(bytes.count)),
            "checksum": .string(checksum), "content_type": .string(asset.mediaType),
        ])
        let answer = try await send(.post, "direct_uploads", body: ["blob": blob], account)
        guard let id = Self.text(answer["signed_id"]), let target = answer["direct_upload"],
            let url = Self.text(target["url"])
        else { throw GumroadError(.notSent, "Gumroad's answer to direct_uploads holds no place.") }
        var headers: HTTPHeaders = [:]
        if case .object(let fields)? = target["headers"] {
            for (name, value) in fields.sorted(by: { $0.key < $1.key }) { headers[name] = Self.text(value) }
        }
        _ = try await put(bytes, to: url, headers: headers)
        return id
    }

    /// Hangs up the new cover and takes the old ones down: at most eight are allowed, and one is the truth.
    func replaceCovers(of id: String, with blob: String, _ account: Account) async throws {
        let before = try await product(.get, "products/\(id)", body: nil, account).coverIDs
        _ = try await send(.post, "products/\(id)/covers", body: ["signed_blob_id": .string(blob)], account)
        for cover in before { _ = try await send(.delete, "products/\(id)/covers/\(cover)", body: nil, account) }
    }
}
