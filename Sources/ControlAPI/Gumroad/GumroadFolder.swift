import Foundation
import Pipelines

/// The stand-in's folder: `state.json`, `requests.jsonl`, `files/`, `pictures/` and, on the way, `parts/`.
struct GumroadFolder: Sendable {
    let path: String

    func open() throws -> GumroadBook {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard FileManager.default.fileExists(atPath: path + "/state.json") else { return GumroadBook() }
        return try JSONDecoder().decode(GumroadBook.self, from: Data(contentsOf: url("state.json")))
    }

    /// The whole state or the old one: never a part of it.
    func save(_ book: GumroadBook) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try encoder.encode(book).write(to: url("state.json"), options: .atomic)
    }

    func perform(_ effect: GumroadAnswer.Effect) throws {
        switch effect {
        case .keep(let name, let bytes):
            try makeFolder(of: name)
            try Data(bytes).write(to: url(name), options: .atomic)
        case .join(let names, let whole):
            try makeFolder(of: whole)
            var bytes = Data()
            for name in names { bytes.append(try Data(contentsOf: url(name))) }
            try bytes.write(to: url(whole), options: .atomic)
            try remove(names)
        case .remove(let names): try remove(names)
        }
    }

    /// One line a call. Tokens travel in header fields, which are not written, and never in bodies or queries here.
    func record(_ call: GumroadCall, number: Int, status: Int, fault: GumroadFault?) throws {
        var line: [String: JSONValue] = [
            "number": .integer(Int64(number)), "method": .string(call.method), "path": .string(call.path),
            "status": .integer(Int64(status)),
        ]
        if !call.query.isEmpty { line["query"] = .object(call.query.mapValues { .string($0) }) }
        switch call.body {
        case .none: break
        case .json(let body): line["body"] = body
        case .bytes(let bytes):
            line["bytes"] = .integer(Int64(bytes.count))
            line["sha256"] = .string(Digest(of: bytes).hex)
        }
        if let fault { line["fault"] = .string("\(fault.effect)") }
        try append(try JSONValue.object(line).canonicalBytes() + [UInt8(ascii: "\n")], to: "requests.jsonl")
    }

    private func append(_ bytes: [UInt8], to name: String) throws {
        if !FileManager.default.fileExists(atPath: path + "/" + name) { try Data().write(to: url(name)) }
        let file = try FileHandle(forWritingTo: url(name))
        do {
            try file.seekToEnd()
            try file.write(contentsOf: Data(bytes))
        } catch {
            try file.close()
            throw error
        }
        try file.close()
    }

    private func remove(_ names: [String]) throws {
        for name in names { try FileManager.default.removeItem(at: url(name)) }
    }

    private func makeFolder(of name: String) throws {
        try FileManager.default.createDirectory(
            at: url(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    }

    private func url(_ name: String) -> URL { URL(fileURLWithPath: path + "/" + name) }
}
