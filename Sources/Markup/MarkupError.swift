/// Why a page or an XML document was not read.
package struct MarkupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal it is.
    package enum Code: Hashable, Sendable {
        /// Over the limit of bytes.
        case tooLarge
        /// Nothing in it that could be read.
        case empty
        /// It declares entities, by which a small file can become an endless one.
        case entitiesDeclared
        /// An expression that is not XPath.
        case invalidExpression
    }

    package var code: Code
    /// A sentence for the person whose document it is.
    package var message: String

    package init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
