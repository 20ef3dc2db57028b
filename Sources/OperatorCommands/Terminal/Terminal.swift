import Foundation

/// Where a command speaks: plain lines, colour and redrawn lines where a person watches.
package struct Terminal: Sendable {
    /// Whether standard output is a terminal.
    package let isInteractive: Bool

    package init() {
        isInteractive = isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Writes a line to standard output.
    func line(_ text: String = "") { write(text + "\n", to: .standardOutput) }

    /// Writes a line to standard error: words that are not the answer.
    func note(_ text: String) { write(text + "\n", to: .standardError) }

    /// Redraws the current line, on terminals only; elsewhere nothing is written.
    func status(_ text: String) {
        guard isInteractive else { return }
        write("\r\u{1B}[2K" + text, to: .standardOutput)
    }

    func bold(_ text: String) -> String { styled(text, "1") }
    func dim(_ text: String) -> String { styled(text, "2") }
    func green(_ text: String) -> String { styled(text, "32") }
    func red(_ text: String) -> String { styled(text, "31") }
    func yellow(_ text: String) -> String { styled(text, "33") }

    private func styled(_ text: String, _ code: String) -> String {
        isInteractive && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
            ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private func write(_ text: String, to handle: FileHandle) { handle.write(Data(text.utf8)) }
}
