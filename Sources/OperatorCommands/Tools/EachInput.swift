import Archives

/// Goes through the places that a tool was given; one that cannot be read does not keep it from the others.
struct EachInput {
    let places: [String]
    /// Bytes of a file, packed and unpacked. What comes from the web is held to `InputReader.usualLimit`, as it is fetched
    /// and as it is unpacked.
    let limit: Int

    /// - Throws: the error of the only place, or an exit code after several.
    func run(_ work: (InputReader.Input) async throws -> Void) async throws {
        var failed = 0
        for place in places {
            do {
                var input = try await InputReader.read(place, limit: limit)
                if Gzip.isCompressed(input.bytes) {
                    let most = input.url == nil ? limit : min(limit, InputReader.usualLimit)
                    input.bytes = try Gzip.decompress(input.bytes, maxBytes: most)
                }
                try await work(input)
            } catch  where places.count > 1 && !(error is CancellationError) {
                failed += 1
                Terminal().note(PlainText.line("error: \(place): \(error)"))
            }
        }
        if failed > 0 { throw failed == places.count ? CommandExit.failed : CommandExit.partlyFailed }
    }
}
