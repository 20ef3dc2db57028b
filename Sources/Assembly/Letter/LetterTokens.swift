import Markup

/// The inline styles of a letter: mail programs read few style sheets, so every element carries its own.
struct LetterTokens: TextLook {
    let scheme: Palette.Scheme
    let displayFamily: String
    let textFamily: String

    init(_ look: Edition.Look) {
        scheme = look.palette.day
        // Outlook takes the first family of a list that it has; all of ours exist somewhere.
        displayFamily = look.displayFamily
        textFamily = look.textFamily
    }

    let notes = NoteSemantics.none

    func cssClass(_ role: TextRole) -> String? {
        switch role {
        case .link: "link"
        case .picture, .notes: "quiet"
        case .headCell, .cell, .codeBlock, .quote, .rule: "line"
        default: nil
        }
    }

    func style(_ role: TextRole) -> String? {
        switch role {
        case .paragraph: "margin:0 0 16px"
        case .picture: "margin:0 0 16px;font-size:15px;font-style:italic;color:\(scheme.quietInk.hex)"
        case .quote: "margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid \(scheme.accent.hex);font-style:italic"
        case .codeBlock:
            "margin:0 0 16px;padding:0 0 0 12px;border-left:2px solid \(scheme.rule.hex);font-size:14px;"
                + "line-height:1.45;white-space:pre-wrap;font-family:Menlo,Consolas,monospace"
        case .codeSpan: "font-size:0.88em;font-family:Menlo,Consolas,monospace"
        case .link: "color:\(scheme.accent.hex);text-decoration:underline"
        case .rule: "border:0;border-top:1px solid \(scheme.rule.hex);width:96px;margin:24px auto"
        case .notes: "margin:0;font-size:15px;color:\(scheme.quietInk.hex)"
        case .note: "margin:0"
        case .noteMark: "font-size:12px;line-height:0"
        case .heading(let level): heading(size: max(17, 26 - 3 * level))
        case .bullets, .numbers: "margin:0 0 16px;padding:0 0 0 24px"
        case .item: "margin:0 0 6px"
        case .table: "margin:0 0 16px;border-collapse:collapse;font-size:16px;line-height:1.35"
        case .headCell(let alignment):
            "padding:6px 18px 6px 0;border-bottom:1px solid \(scheme.ink.hex);vertical-align:top;text-align:"
                + "\(Self.side(alignment))"
        case .cell(let alignment):
            "padding:6px 18px 6px 0;border-bottom:1px solid \(scheme.rule.hex);vertical-align:top;text-align:"
                + "\(Self.side(alignment))"
        }
    }

    /// Everything in a cell of running text.
    var text: String {
        "font-family:\(textFamily);font-size:18px;line-height:1.55;color:\(scheme.ink.hex)"
    }

    /// A heading of `size` pixels.
    func heading(size: Int) -> String {
        "margin:0 0 8px;font-family:\(displayFamily);font-size:\(size)px;line-height:1.2;"
            + "font-weight:\(size > 20 ? "normal" : "bold")"
    }

    /// Small print.
    var smallPrint: String {
        "font-family:\(textFamily);font-size:15px;line-height:1.5;color:\(scheme.quietInk.hex)"
    }

    /// What the few programs that read style sheets get: the colours of the night, and less padding on a phone.
    static func sheet(night: Palette.Scheme) -> String {
        """
        body { margin: 0; padding: 0; -webkit-text-size-adjust: 100%; }
        img { border: 0; outline: none; }
        @media (max-width: 620px) { .pad { padding-left: 20px !important; padding-right: 20px !important; } }
        @media (prefers-color-scheme: dark) {
          .ground { background-color: \(night.ground.hex) !important; }
          .surface { background-color: \(night.surface.hex) !important; }
          .ink { color: \(night.ink.hex) !important; }
          .quiet { color: \(night.quietInk.hex) !important; }
          .link { color: \(night.accent.hex) !important; }
          .line { border-color: \(night.rule.hex) !important; }
          .button { background-color: \(night.accent.hex) !important; }
          .on-button { color: \(night.accentInk.hex) !important; }
        }
        """
    }

    private static func side(_ alignment: Block.Table.Alignment) -> String {
        switch alignment {
        case .none, .left: "left"
        case .center: "center"
        case .right: "right"
        }
    }
}
