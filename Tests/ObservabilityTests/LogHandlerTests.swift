import EventLoops
import Foundation
import Logging
import Observability
import Testing

@Suite struct LogHandlerTests {
    @Test func aLineIsOneJSONObjectWhateverIsLogged() throws {
        let lines = Locked<[String]>([])
        let sink = LogSink { line in lines.withLock { $0.append(line) } }
        let logger = Logger(label: "fleet") { JSONLogHandler(label: $0, level: .info, sink: sink) }
        logger.warning("a \"quoted\"\nline \u{1}", metadata: ["job": "42"])
        logger.debug("not said")
        let all = lines.withLock { $0 }
        let line = try #require(all.first)
        #expect(all.count == 1 && line.hasSuffix("}\n") && line.dropLast().allSatisfy { $0 != "\n" })
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
        #expect(object["message"] == "a \"quoted\"\nline \u{1}")
        #expect(object["job"] == "42" && object["level"] == "warning" && object["logger"] == "fleet")
    }
}
