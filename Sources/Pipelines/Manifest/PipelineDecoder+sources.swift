extension PipelineDecoder {
    /// One entry of `sources`; nil where it has no kind.
    func source(_ node: ManifestNode) -> SourceSpec? {
        let kind: SourceSpec.Kind
        if let url = node["feed"]?.text {
            kind = .feed(url: url)
        } else if let url = node["page"]?.text {
            kind = .page(url: url)
        } else if let urls = node["urls"] {
            kind = .urls(urls.values.compactMap(\.text))
        } else if let url = node["sitemap"]?.text {
            kind = .sitemap(url: url)
        } else if let path = node["folder"]?.text {
            kind = .folder(path: path)
        } else if let crawl = node["crawl"] {
            kind = .crawl(SourceSpec.CrawlSpec(start: text(crawl["start"]), depth: integer(crawl["depth"]) ?? 2))
        } else if let api = node["api"] {
            kind = .api(
                SourceSpec.APISpec(
                    url: text(api["url"]), items: text(api["items"]), link: api["link"]?.text ?? "url",
                    title: api["title"]?.text, date: api["date"]?.text, next: api["next"]?.text))
        } else if let airtable = node["airtable"] {
            kind = .airtable(table(airtable))
        } else {
            return nil
        }
        return SourceSpec(
            kind: kind, rights: choice(node["rights"]) ?? .quote, match: node["match"]?.text,
            limit: integer(node["limit"]), since: node["since"]?.text,
            newerThan: duration(node["newer_than"]), select: node["select"].map { $0.values.compactMap(\.text) },
            minQuality: node["min_quality"]?.text.flatMap(ManifestScalar.fraction),
            isOptional: node["optional"]?.text == "true")
    }

    private func table(_ node: ManifestNode) -> SourceSpec.AirtableSpec {
        SourceSpec.AirtableSpec(
            base: text(node["base"]), table: text(node["table"]), view: node["view"]?.text,
            token: node["token"]?["secret"]?.text ?? SourceSpec.AirtableSpec.usualToken,
            title: node["title"]?.text ?? SourceSpec.AirtableSpec.usualTitle, date: node["date"]?.text,
            link: node["link"]?.text)
    }
}
