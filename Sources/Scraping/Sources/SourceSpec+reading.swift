import Pipelines

extension SourceSpec {
    /// The address to show for it.
    func address(_ values: TemplateValues) -> String {
        switch kind {
        case .feed(let url), .page(let url), .sitemap(let url): values.render(url)
        case .urls(let urls): urls.first.map(values.render) ?? ""
        case .folder(let path): "bundle:" + values.render(path)
        case .crawl(let crawl): values.render(crawl.start)
        case .api(let api): values.render(api.url)
        case .airtable(let table):
            "airtable:" + values.render(table.base) + "/" + values.render(table.table)
                + (table.view.map { "/" + values.render($0) } ?? "")
        }
    }

    /// The manifest's word for a source whose list is all that there is: what leaves it is gone. A feed is a window, and
    /// pages that a manifest names are there as long as they answer.
    var listedKind: String? {
        switch kind {
        case .sitemap: "sitemap"
        case .folder: "folder"
        case .crawl: "crawl"
        case .api: "api"
        case .airtable: "airtable"
        case .feed, .page, .urls: nil
        }
    }

    /// The parts of its pages that are wanted; nil for all of their text, and where `select` names fields.
    var selector: PageSelector? {
        switch kind {
        case .api, .airtable: nil
        case .feed, .page, .urls, .sitemap, .folder, .crawl: select.flatMap { PageSelector($0) }
        }
    }
}
