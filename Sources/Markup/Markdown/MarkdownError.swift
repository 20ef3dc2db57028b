/// Why a Markdown text was not read.
package struct MarkdownError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which limit it is over.
    package enum Code: Hashable, Sendable {
        case tooLarge, tooDeep
    }

    package var code: Code
    /// A sentence for the person whose text it is.
    package var message: String

    package init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
