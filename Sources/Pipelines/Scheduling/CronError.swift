/// Why a text is no cron expression.
package struct CronError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with it.
    package enum Code: String, Sendable, Hashable {
        case fieldCount, unknownNickname, unknownValue, outOfRange, emptyRange, badStep, never
    }

    package var code: Code
    package var message: String

    package init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
