import Catalog
import Foundation
import Pipelines

/// One page that shows everything that was made: cover, files, where each copy lives, what it cost, where its words
/// come from.
struct IndexPage {
    let pipeline: String
    let products: [ExportedProduct]

    /// The page, complete in itself.
    var html: String {
        let body = products.isEmpty ? "<p>Nothing was made yet.</p>" : products.map(article).joined(separator: "\n")
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escaped(pipeline)) · Presswork</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <header><p class="mark">Presswork</p><h1>\(Self.escaped(pipeline))</h1></header>
            <main>
            \(body)
            </main>
            </body>
            </html>

            """
    }

    private func article(_ product: ExportedProduct) -> String {
        let version = product.record.reference
        let picture = product.path(of: [.cover, .card, .header]).map {
            "<img src=\"\(Self.attribute($0))\" alt=\"Cover of \(Self.escaped(version.title))\" loading=\"lazy\">"
        }
        return """
            <article>
            <div class="cover">\(picture ?? "")</div>
            <div class="text">
            <h2>\(Self.escaped(version.title))</h2>
            <p class="identity">\(Self.escaped(version.product.description)), version \(version.version) · \
            \(product.record.cost)</p>
            <p>\(Self.escaped(version.summary))</p>
            <h3>Files</h3>
            <ul class="files">\(files(product))</ul>
            <h3>Where each copy lives</h3>
            \(deliveries(product))
            <details><summary>How it was made</summary>
            <p>\(Self.escaped(product.provenance.statement))</p>
            <ul>\(sources(product))</ul></details>
            </div>
            </article>
            """
    }

    private func files(_ product: ExportedProduct) -> String {
        zip(product.record.reference.assets, product.paths).map { asset, path in
            "<li><a href=\"\(Self.attribute(path))\">\(Self.escaped(asset.fileName))</a> "
                + "<span>\(Self.size(asset.byteCount))</span></li>"
        }.joined()
    }

    /// Readers are counted, not listed: the page may be shown around.
    private func deliveries(_ product: ExportedProduct) -> String {
        let groups = Dictionary(grouping: product.record.deliveries) { "\($0.distribution)\n\($0.state.rawValue)" }
        guard !groups.isEmpty else { return "<p>Nowhere but here.</p>" }
        let rows = groups.sorted { $0.key < $1.key }.compactMap { _, deliveries -> String? in
            guard let first = deliveries.first else { return nil }
            let copies = deliveries.count == 1 ? "" : " × \(deliveries.count)"
            let place = first.location.map(Self.link) ?? "–"
            let mode = first.isRehearsal ? " <em>rehearsed</em>" : ""
            return "<tr><td>\(Self.escaped(first.distribution))</td><td>\(Self.escaped("\(first.channel)"))</td>"
                + "<td class=\"\(first.state.rawValue)\">\(first.state.rawValue)\(copies)\(mode)</td><td>\(place)</td></tr>"
        }
        return "<table><tbody>\(rows.joined())</tbody></table>"
    }

    private func sources(_ product: ExportedProduct) -> String {
        product.sources.map { source in
            let author = source.author.map { ", \(Self.escaped($0))" } ?? ""
            return "<li>\(Self.link(source.url, text: source.title))\(author)</li>"
        }.joined()
    }

    private static func link(_ place: String) -> String { link(place, text: place) }

    /// Only web addresses become links; a path is shown as it is.
    private static func link(_ place: String, text: String) -> String {
        guard place.hasPrefix("http://") || place.hasPrefix("https://") else { return "<code>\(escaped(place))</code>" }
        return "<a href=\"\(escaped(place))\">\(escaped(text))</a>"
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 10_000
            ? "\(bytes) B" : bytes < 1_000_000 ? "\(bytes / 1_000) kB" : "\(bytes / 100_000 * 100_000 / 1_000_000) MB"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    /// A relative path as an attribute: percent-encoded where a URL needs it.
    private static func attribute(_ path: String) -> String {
        escaped(path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path)
    }

    private static let style = """
        :root{color-scheme:light dark;--ink:#1d2a2a;--dim:#5c6b6a;--paper:#f7f5ee;--card:#fff;--line:#dcd8ca;--accent:#17564d}
        @media(prefers-color-scheme:dark){:root{--ink:#e9ece6;--dim:#9fb0ac;--paper:#101817;--card:#18221f;--line:#2c3936;--accent:#8fc9b4}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
        header,main{max-width:64rem;margin:0 auto;padding:0 1.25rem}header{padding-top:3rem}
        .mark{margin:0;color:var(--accent);letter-spacing:.12em;text-transform:uppercase;font-size:.75rem;font-weight:600}
        h1{margin:.2rem 0 2rem;font:600 2.4rem/1.1 Georgia,serif}
        article{display:grid;grid-template-columns:minmax(0,15rem) minmax(0,1fr);gap:2rem;background:var(--card);
        border:1px solid var(--line);border-radius:.75rem;padding:1.5rem;margin:0 0 1.75rem}
        @media(max-width:40rem){article{grid-template-columns:minmax(0,1fr)}.cover{max-width:15rem}}
        .cover img{width:100%;height:auto;border-radius:.35rem;display:block;box-shadow:0 .5rem 1.5rem rgb(0 0 0/.18)}
        h2{margin:0;font:600 1.5rem/1.2 Georgia,serif}.identity{margin:.25rem 0 1rem;color:var(--dim);font-size:.85rem}
        h3{margin:1.25rem 0 .4rem;font-size:.75rem;letter-spacing:.08em;text-transform:uppercase;color:var(--dim)}
        a{color:var(--accent)}ul{margin:0;padding-left:1.1rem}.files{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.35rem 1.25rem}
        .files span{color:var(--dim);font-size:.8rem}table{border-collapse:collapse;width:100%;font-size:.9rem}
        td{padding:.3rem .75rem .3rem 0;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}td:nth-child(-n+2){white-space:nowrap}
        code{font-size:.8rem}.failed,.unknown{color:#b3452c}details{margin-top:1.25rem;font-size:.9rem}summary{cursor:pointer;color:var(--accent)}
        """
}
