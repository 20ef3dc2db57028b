/// Where a store is, as `PRESSWORK_OBJECTS_URL` says it.
package enum ObjectStoreURL: Sendable, Equatable {
    /// `file:///folder`
    case folder(path: String)
    /// `s3://bucket[/prefix]?endpoint=https://host[:port]&region=…`, or `gs://bucket[/prefix]`.
    case bucket(BucketLocation)

    /// - Throws: `ObjectStoreError` with the code `invalidURL`, saying what is wrong. A URL never holds credentials.
    package init(_ text: String) throws(ObjectStoreError) {
        guard let colon = text.firstRange(of: "://") else {
            throw Self.refuse("has no scheme; file://, s3:// or gs://")
        }
        let rest = text[colon.upperBound...]
        switch text[..<colon.lowerBound] {
        case "file":
            guard rest.hasPrefix("/"), rest.utf8.count > 1, let path = Self.decoded(rest), !path.utf8.contains(0) else {
                throw Self.refuse("must name a folder by its whole path: file:///var/lib/presswork")
            }
            self = .folder(path: path)
        case "s3": self = .bucket(try Self.bucket(rest, .s3))
        case "gs": self = .bucket(try Self.bucket(rest, .googleCloud))
        default: throw Self.refuse("has an unknown scheme; file://, s3:// or gs://")
        }
    }

    private static func bucket(
        _ text: Substring, _ service: BucketLocation.Service
    ) throws(ObjectStoreError) -> BucketLocation {
        guard !text.contains("@") else { throw refuse("holds credentials; they belong into the environment") }
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let names = parts[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let bucket = String(names[0])
        var settings = try settings(parts.count > 1 ? parts[1] : "")
        let isAllowed: (UInt8) -> Bool = {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        guard (3...63).contains(bucket.utf8.count), bucket.utf8.allSatisfy(isAllowed) else {
            throw refuse("needs a bucket's name of 3 to 63 of a-z 0-9 . -")
        }
        var prefix = names.count > 1 ? String(names[1]) : ""
        while prefix.hasSuffix("/") { prefix.removeLast() }
        guard ObjectKey.isPrefix(prefix), prefix.utf8.count <= 100 else {
            throw refuse("has a prefix that is no object key of up to 100 bytes")
        }
        let location = try BucketLocation(
            service, bucket: bucket, prefix: prefix, endpoint: settings.removeValue(forKey: "endpoint"),
            region: settings.removeValue(forKey: "region"))
        if let unknown = settings.keys.min() { throw refuse("has an unknown setting \(unknown.debugDescription)") }
        return location
    }

    private static func settings(_ query: Substring) throws(ObjectStoreError) -> [String: String] {
        var settings: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let value = decoded(parts[1]), settings[String(parts[0])] == nil else {
                throw refuse("has a setting without a value, or one twice")
            }
            settings[String(parts[0])] = value
        }
        return settings
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let digits = String(rest.prefix(2)), let value = UInt8(digits, radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    static func refuse(_ reason: String) -> ObjectStoreError {
        ObjectStoreError(.invalidURL, "the object store's URL \(reason)")
    }
}
