import ArgumentParser
import PressworkRuntime

/// `presswork doctor`: whether everything that is needed is there.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Checks settings, servers, programs, fonts and disk, and says what to do.")

    @Flag(help: "Print one JSON document and nothing else.") var json = false

    /// What `--json` prints.
    struct Answer: Encodable, Sendable {
        var isHealthy: Bool
        var findings: [Finding]

        init(_ findings: [Finding]) {
            self.findings = findings
            isHealthy = !findings.contains { $0.level == .bad }
        }
    }

    func run() async throws {
        let answer = Answer(await Self.examine())
        json ? try JSONPrinter.print(answer) : Self.show(answer)
        if !answer.isHealthy { throw CommandExit.failed }
    }

    private static func examine() async -> [Finding] {
        do {
            let settings = try Settings.read()
            return await ServersCheck(settings: settings).findings() + WriterCheck(settings: settings).findings()
                + (await MachineCheck().findings())
        } catch {
            return [.bad("settings", "\(error)", "correct it")] + (await MachineCheck().findings())
        }
    }

    private static func show(_ answer: Answer) {
        let terminal = Terminal()
        for finding in answer.findings {
            let sign = terminal.styled(finding.sign.text, finding.sign.style)
            terminal.line("\(sign) \(terminal.bold(finding.name))  \(PlainText.line(finding.message))")
            if let remedy = finding.remedy { terminal.line("    → \(PlainText.line(remedy))") }
        }
    }
}
