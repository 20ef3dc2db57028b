import Foundation

/// Where a command speaks: plain lines, colour and redrawn lines where a person watches.
package struct Terminal: Sendable {
    /// Whether standard output is a terminal.
    package let isInteractive: Bool
    private let hasColour: Bool

    package init() {
        let environment = ProcessInfo.processInfo.environment
        isInteractive = isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb"
        hasColour = isInteractive && environment["NO_COLOR", default: ""].isEmpty
    }

    /// Columns of the terminal; 80 where there is none.
    var width: Int {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Lines of the terminal; 24 where there is none.
    var height: Int {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
        return Int(size.ws_row)
    }

    /// Writes a line to standard output.
    func line(_ text: String = "") { write(text + "\n", to: .standardOutput) }

    /// Writes a line to standard error: words that are not the answer.
    func note(_ text: String) { write(text + "\n", to: .standardError) }

    /// Writes a table, or a sentence when it has no rows.
    func table(_ table: Table, empty: String) {
        guard !table.isEmpty else { return line(dim(empty)) }
        for text in table.lines(styled) { line(text) }
    }

    /// Writes text over the last `count` lines, on terminals only.
    func redraw(_ lines: [String], over count: Int) {
        guard isInteractive else { return }
        let up = count > 0 ? "\u{1B}[\(count)A" : ""
        write("\r" + up + lines.map { "\u{1B}[2K" + $0 + "\n" }.joined(), to: .standardOutput)
    }

    /// Takes the whole terminal, which ``leaveScreen()`` gives back as it was.
    func enterScreen() { write("\u{1B}[?1049h\u{1B}[?25l", to: .standardOutput) }

    func leaveScreen() { write("\u{1B}[?25h\u{1B}[?1049l", to: .standardOutput) }

    /// Fills a taken terminal with the first lines that fit.
    func screen(_ lines: [String], height: Int) {
        let shown = lines.prefix(max(1, height - 1)).map { "\u{1B}[2K" + $0 + "\n" }.joined()
        write("\u{1B}[H" + shown + "\u{1B}[J", to: .standardOutput)
    }

    func bold(_ text: String) -> String { styled(text, .bold) }
    func dim(_ text: String) -> String { styled(text, .dim) }

    func styled(_ text: String, _ style: Style) -> String {
        hasColour && style != .plain && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    private func write(_ text: String, to handle: FileHandle) { handle.write(Data(text.utf8)) }
}
