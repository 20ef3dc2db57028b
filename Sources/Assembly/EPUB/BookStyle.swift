/// The style sheet of books: a serif page with indented paragraphs, and nothing that a reader's own choice of fonts,
/// sizes and colours would have to fight.
enum BookStyle {
    static let css = """
        @namespace epub "http://www.idpf.org/2007/ops";

        body {
          margin: 5%; font-family: serif; line-height: 1.5; text-align: start;
          orphans: 2; widows: 2; overflow-wrap: break-word;
        }
        p { margin: 0; text-indent: 0; -webkit-hyphens: auto; hyphens: auto; }
        p + p { text-indent: 1.4em; }
        a { color: inherit; text-decoration: underline; }

        h1, h2, h3, h4, h5, h6 {
          font-weight: normal; line-height: 1.2; text-align: start; -webkit-hyphens: none; hyphens: none;
          page-break-after: avoid; break-after: avoid; page-break-inside: avoid; break-inside: avoid;
        }
        h1 { font-size: 1.9em; margin: 0; }
        h2 { font-size: 1.25em; margin: 2em 0 0.5em; }
        h3 { font-size: 1.08em; font-style: italic; margin: 1.6em 0 0.4em; }
        h4, h5, h6 { font-size: 1em; font-style: italic; margin: 1.4em 0 0.3em; }

        section > header { margin: 18% 0 2.4em; }
        header .number { letter-spacing: 0.12em; margin: 0 0 0.6em; }
        header .byline { font-style: italic; margin: 0.7em 0 0; text-indent: 0; }

        ul, ol { margin: 1em 0; padding: 0 0 0 1.6em; }
        li { margin: 0.25em 0; }
        li > p { text-indent: 0; margin: 0.4em 0; }
        li > ul, li > ol { margin: 0.25em 0; }
        blockquote { margin: 1.2em 0 1.2em 1.4em; font-style: italic; }
        blockquote em, blockquote i, blockquote cite { font-style: normal; }
        hr { border: 0; border-top: 1px solid currentColor; width: 4em; margin: 2em auto; opacity: 0.5; }
        .picture { font-size: 0.88em; font-style: italic; text-indent: 0; margin: 1em 0; }
        .picture + p, hr + p { text-indent: 0; }

        code, pre { font-family: monospace; font-size: 0.86em; -webkit-hyphens: none; hyphens: none; }
        pre { margin: 1.2em 0; padding: 0 0 0 1em; border-left: 2px solid; white-space: pre-wrap; line-height: 1.4; }
        pre code { font-size: 1em; }
        table {
          border-collapse: collapse; margin: 1.4em 0; width: 100%; font-size: 0.92em; line-height: 1.35;
          border-top: 1px solid; border-bottom: 1px solid; page-break-inside: avoid; break-inside: avoid;
        }
        th, td { padding: 0.4em 0.7em 0.4em 0; text-align: start; vertical-align: top; }
        th { font-weight: normal; font-style: italic; border-bottom: 1px solid; }
        .center { text-align: center; }
        .right { text-align: right; padding-right: 0.7em; }

        a.mark { font-size: 0.72em; vertical-align: super; line-height: 0; text-decoration: none; }
        .notes { margin: 2.4em 0 0; padding: 0.8em 0 0; border-top: 1px solid; font-size: 0.88em; }
        .note { margin: 0.5em 0; }
        section > footer { margin: 2.4em 0 0; font-size: 0.86em; }
        .source, .sources li { text-indent: 0; -webkit-hyphens: none; hyphens: none; overflow-wrap: anywhere; }
        .sources { padding-left: 1.8em; }

        body.cover { margin: 0; padding: 0; text-align: center; }
        body.cover img { max-width: 100%; max-height: 98vh; height: auto; }
        body.titlepage { text-align: center; }
        body.titlepage h1 { font-size: 2.4em; margin: 28% 0 0; text-align: center; }
        body.titlepage p { text-indent: 0; }
        .subtitle { font-size: 1.2em; font-style: italic; margin: 0.8em 0 0; }
        .author { margin: 3em 0 0; }
        .publisher { margin: 6em 0 0; letter-spacing: 0.1em; }
        body.contents h1 { margin: 12% 0 1.2em; }
        body.contents ol { list-style: none; padding: 0; }
        body.contents li { margin: 0.55em 0; }
        body.contents a { text-decoration: none; }
        body.colophon p { margin: 0 0 0.8em; text-indent: 0; }
        body.colophon cite { font-style: italic; }

        """
}
