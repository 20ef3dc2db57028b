/// The style sheet of a web page, in the brand's colours and families.
enum PageStyle {
    static func css(_ look: Edition.Look) -> String {
        variables(look.palette.day) + "\n"
            + "@media (prefers-color-scheme: dark) { \(variables(look.palette.night)) }\n"
            + ":root { --display: \(look.displayFamily); --text: \(look.textFamily); }\n" + rules
    }

    private static func variables(_ scheme: Palette.Scheme) -> String {
        ":root { --ground: \(scheme.ground.hex); --surface: \(scheme.surface.hex); --ink: \(scheme.ink.hex); "
            + "--quiet: \(scheme.quietInk.hex); --rule: \(scheme.rule.hex); --accent: \(scheme.accent.hex); }"
    }

    private static let rules = """
        * { box-sizing: border-box; }
        html { color-scheme: light dark; -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
        body {
          margin: 0; background: var(--ground); color: var(--ink); font: 1.125rem/1.6 var(--text);
          overflow-wrap: break-word; text-rendering: optimizeLegibility; font-variant-numeric: oldstyle-nums;
        }
        main, .masthead, .bottom { max-width: 36rem; margin: 0 auto; padding: 0 1.25rem; }
        h1.header { max-width: 60rem; margin: 0 auto; }
        h1.header img { display: block; width: 100%; height: auto; font-size: 2rem; }
        .masthead { padding-top: 3.5rem; padding-bottom: 1.5rem; }
        h1, h2, h3, h4, h5, h6 {
          font-family: var(--display); font-weight: 600; line-height: 1.2; text-wrap: balance;
          font-variant-numeric: lining-nums;
        }
        h1 { font-size: clamp(2rem, 6vw, 3rem); line-height: 1.1; margin: 0; letter-spacing: -0.01em; }
        h2 { font-size: 1.7rem; margin: 0 0 0.4rem; }
        h3 { font-size: 1.2rem; margin: 2rem 0 0.4rem; }
        h4, h5, h6 { font-size: 1rem; margin: 1.6rem 0 0.3rem; }
        p { margin: 0 0 1em; hanging-punctuation: first; }
        .publisher { margin: 0 0 0.6rem; color: var(--accent); letter-spacing: 0.04em; }
        .subtitle { font-size: 1.3rem; font-style: italic; margin: 0.6rem 0 0; }
        .byline { color: var(--quiet); font-style: italic; margin: 0.4rem 0 1.2rem; }
        .masthead .byline { margin-bottom: 0; }
        .masthead.pictured { padding-top: 1rem; }
        section { padding: 2.75rem 0 1.25rem; border-top: 1px solid var(--rule); }
        section.introduction { padding-top: 0; font-size: 1.2rem; border-top: 0; }
        a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 0.06em; }
        a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
        .contents { padding: 1.75rem 0 2.75rem; }
        .contents h2 { font-size: 1.2rem; }
        .contents ol { padding-left: 1.6rem; margin: 0.6rem 0 0; }
        .contents a { color: inherit; text-decoration-color: var(--rule); }
        .contents li::marker { color: var(--quiet); }
        ul, ol { padding-left: 1.4rem; margin: 0 0 1em; }
        li { margin: 0.3em 0; }
        li > p { margin: 0.4em 0; }
        blockquote { margin: 1.5em 0; padding-left: 1.2rem; border-left: 3px solid var(--accent); font-style: italic; }
        hr { border: 0; border-top: 1px solid var(--rule); width: 6rem; margin: 2.5rem auto; }
        code, pre { font-family: ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: 0.84em; }
        pre { background: var(--surface); padding: 1rem; overflow-x: auto; line-height: 1.5; border-radius: 4px; }
        pre code { font-size: 1em; }
        table {
          border-collapse: collapse; margin: 1.5em 0; display: block; overflow-x: auto; font-size: 0.95em;
          font-variant-numeric: lining-nums tabular-nums;
        }
        th, td { padding: 0.45rem 1.5rem 0.45rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid var(--rule); }
        th { font-weight: 600; border-bottom-color: var(--ink); }
        .center { text-align: center; }
        .right { text-align: right; }
        .picture { color: var(--quiet); font-size: 0.9em; font-style: italic; border-left: 3px solid var(--rule); padding-left: 0.9rem; }
        a.mark { font-size: 0.72em; vertical-align: super; line-height: 0; text-decoration: none; padding: 0 0.1em; }
        .notes { margin-top: 2rem; padding-top: 0.8rem; border-top: 1px solid var(--rule); font-size: 0.9rem; }
        .source { color: var(--quiet); font-size: 0.9rem; margin-top: 1.4rem; }
        .bottom { color: var(--quiet); font-size: 0.9rem; padding-top: 2.5rem; padding-bottom: 4rem; }
        .bottom p { margin: 0 0 0.6em; }
        @media (min-width: 40rem) { .masthead.pictured { padding: 0; height: 1.5rem; visibility: hidden; overflow: hidden; } }
        @media (max-width: 30rem) { body { font-size: 1.0625rem; } .masthead { padding-top: 2.25rem; } }
        @media print { body { background: none; color: #111; } .contents { display: none; } h2, h3 { break-after: avoid; } }
        """
}
