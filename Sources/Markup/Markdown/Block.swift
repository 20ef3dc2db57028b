/// One block of a Markdown document.
package indirect enum Block: Hashable, Sendable {
    /// A heading of level 1 to 6.
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    case list(List)
    case quote([Block])
    /// A code block; `info` is the first word after the fence (`swift`), empty where there is none. The code keeps its
    /// final line ending.
    case code(info: String, String)
    case table(Table)
    case thematicBreak

    /// A list and its items.
    package struct List: Hashable, Sendable {
        /// The first number of an ordered list; nil for a bulleted one.
        package var start: Int?
        /// Whether the items stand close together, so that their paragraphs need no `<p>`.
        package var isTight: Bool
        /// Each item is a list of blocks.
        package var items: [[Block]]

        package init(start: Int? = nil, isTight: Bool = true, items: [[Block]]) {
            self.start = start
            self.isTight = isTight
            self.items = items
        }
    }

    /// A table; every row has as many cells as there are alignments.
    package struct Table: Hashable, Sendable {
        /// How the cells of a column are set.
        package enum Alignment: Hashable, Sendable {
            case none, left, center, right
        }

        package var alignments: [Alignment]
        package var header: [[Inline]]
        package var rows: [[[Inline]]]

        package init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
            self.alignments = alignments
            self.header = header
            self.rows = rows
        }
    }
}
