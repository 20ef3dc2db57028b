/// `column == 'value'` or `column != 'value'`.
package struct RowCondition: Sendable, Hashable, Codable {
    package var column: String
    package var equals: Bool
    package var value: String

    package init(column: String, equals: Bool, value: String) {
        self.column = column
        self.equals = equals
        self.value = value
    }
}
