import Crypto
import Foundation
import Pipelines

extension GumroadBook {
    private static let partSize = 100_000_000
    private static let sizeLimit = 20_000_000_000

    /// `POST /files/presign`, `/files/complete`, `/files/abort`.
    mutating func file(_ call: GumroadCall, verb: String) -> GumroadAnswer {
        switch verb {
        case "presign": return presign(call)
        case "complete": return complete(call)
        case "abort": return abort(call)
        default: return .refusal(404, "There is no \(call.method) \(call.path).")
        }
    }

    private mutating func presign(_ call: GumroadCall) -> GumroadAnswer {
        guard let name = call.text("filename"), !name.isEmpty else { return .failure("filename is required") }
        guard let size = call["file_size"]?.integer, size > 0 else { return .failure("file_size must be positive") }
        guard size <= Self.sizeLimit else { return .failure("file_size is over 20 GB") }
        let id = newID("upload")
        let upload = GumroadUpload(
            fileName: GumroadID.fileName(name), size: size,
            key: "attachments/stand-in/\(id)/original/\(GumroadID.fileName(name))",
            partCount: (size + Self.partSize - 1) / Self.partSize)
        uploads[id] = upload
        let parts = (1...upload.partCount).map { number -> JSONValue in
            .object([
                "part_number": .integer(Int64(number)),
                "presigned_url": .string("\(call.base)/storage/uploads/\(id)/\(number)"),
            ])
        }
        return .success([
            "upload_id": .string(id), "key": .string(upload.key), "file_url": .string(upload.url),
            "parts": .array(parts),
        ])
    }

    private mutating func complete(_ call: GumroadCall) -> GumroadAnswer {
        guard let id = call.text("upload_id"), var upload = uploads[id], call.text("key") == upload.key else {
            return .failure("The upload was not found.")
        }
        if upload.isComplete { return .success(["file_url": .string(upload.url)]) }
        let named = (call["parts"]?.elements ?? []).map { ($0["part_number"]?.integer, $0["etag"]?.text) }
        let isWhole =
            named.count == upload.partCount
            && named.enumerated().allSatisfy { index, part in
                part.0 == index + 1 && part.1 != nil && part.1 == upload.parts[index + 1]
            }
        guard isWhole else { return .failure("One or more of the specified parts could not be found.") }
        upload.isComplete = true
        uploads[id] = upload
        return .success(
            ["file_url": .string(upload.url)],
            effects: [.join(names: Self.partNames(id, upload), into: "files/\(id)/\(upload.fileName)")])
    }

    private mutating func abort(_ call: GumroadCall) -> GumroadAnswer {
        guard let id = call.text("upload_id"), let upload = uploads[id], !upload.isComplete else {
            return .success(["status": .string("already_gone")])
        }
        uploads[id] = nil
        return .success(
            ["status": .string("accepted")], effects: [.remove(names: Self.partNames(id, upload))])
    }

    /// `POST /direct_uploads`
    mutating func announcePicture(_ call: GumroadCall) -> GumroadAnswer {
        guard let blob = call["blob"], let name = blob["filename"]?.text, let size = blob["byte_size"]?.integer,
            let checksum = blob["checksum"]?.text, let type = blob["content_type"]?.text, size > 0,
            Data(base64Encoded: checksum)?.count == 16
        else { return .refusal(400, "blob needs filename, byte_size, checksum (MD5 in Base64) and content_type") }
        let id = newID("picture")
        pictures[id] = GumroadPicture(
            fileName: GumroadID.fileName(name), size: size, checksum: checksum, contentType: type)
        return .success([
            "signed_id": .string(id),
            "direct_upload": .object([
                "url": .string("\(call.base)/storage/pictures/\(id)"),
                "headers": .object(["Content-Type": .string(type), "Content-MD5": .string(checksum)]),
            ]),
        ])
    }

    /// `PUT` to a place that we signed: a part of a file or a picture.
    mutating func store(_ call: GumroadCall) -> GumroadAnswer {
        let parts = call.parts
        guard call.method == "PUT", case .bytes(let bytes) = call.body, parts.count >= 2 else {
            return .refusal(405, "Only PUT stores.")
        }
        let digest = Data(Insecure.MD5.hash(data: bytes))
        if parts[0] == "uploads", parts.count == 3, let number = Int(parts[2]) {
            return storePart(of: parts[1], number, bytes, tag: "\"\(digest.map(Self.hex).joined())\"")
        }
        guard parts[0] == "pictures", parts.count == 2, let picture = pictures[parts[1]] else {
            return .refusal(403, "The address was not signed by us, or has expired.")
        }
        guard bytes.count == picture.size, digest.base64EncodedString() == picture.checksum,
            call.headers["content-md5"] ?? picture.checksum == picture.checksum,
            call.headers["content-type"] == picture.contentType
        else { return .refusal(400, "BadDigest: the bytes are not those that were announced.") }
        pictures[parts[1]]?.isStored = true
        return GumroadAnswer(
            headers: ["ETag": "\"\(digest.map(Self.hex).joined())\""],
            effects: [.keep(name: "pictures/\(parts[1])/\(picture.fileName)", bytes: bytes)])
    }

    private mutating func storePart(of id: String, _ number: Int, _ bytes: [UInt8], tag: String) -> GumroadAnswer {
        guard let upload = uploads[id], !upload.isComplete, (1...upload.partCount).contains(number) else {
            return .refusal(403, "The address was not signed by us, or has expired.")
        }
        let last = upload.size - (upload.partCount - 1) * Self.partSize
        guard bytes.count == (number == upload.partCount ? last : Self.partSize) else {
            return .refusal(400, "EntityTooSmall: the part has \(bytes.count) bytes.")
        }
        uploads[id]?.parts[number] = tag
        return GumroadAnswer(
            headers: ["ETag": tag], effects: [.keep(name: "parts/\(id)/\(number)", bytes: bytes)])
    }

    private static func partNames(_ id: String, _ upload: GumroadUpload) -> [String] {
        upload.parts.keys.sorted().map { "parts/\(id)/\($0)" }
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
