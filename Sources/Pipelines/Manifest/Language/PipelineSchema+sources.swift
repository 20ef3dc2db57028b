extension PipelineSchema {
    static let source = SchemaObject(
        "A source",
        [
            SchemaField("feed", .scalar(.address), "an RSS, Atom or JSON feed"),
            SchemaField("page", .scalar(.address), "one page"),
            SchemaField("urls", .list(.scalar(.address), limit: 10_000), "several pages"),
            SchemaField("sitemap", .scalar(.address), "the pages of a sitemap"),
            SchemaField("folder", .scalar(.text), "HTML or Markdown files of the bundle"),
            SchemaField("airtable", .object(airtable), "the rows of an Airtable table"),
            SchemaField("api", .object(api), "the documents that a JSON API lists"),
            SchemaField("crawl", .object(crawl), "the pages of a site"),
            SchemaField("rights", .choice(of: Rights.self), "what may be done with the words; `quote` when absent"),
            SchemaField("match", .scalar(.text), "a pattern for the paths of links, `/articles/*`"),
            SchemaField("limit", .scalar(.integer(1...100_000)), "at most so many documents"),
            SchemaField("since", .scalar(.since), "only what was published after it"),
            SchemaField("newer_than", .scalar(.duration), "only what was published in so much time before the run"),
            SchemaField(
                "select", .oneOrMore(.scalar(.text), limit: 50),
                "which part of a page is taken, `article .body`; which fields of a record"),
            SchemaField("min_quality", .scalar(.fraction), "the least quality of a document that is taken"),
            SchemaField("optional", .scalar(.flag), "whether runs go on without it"),
        ], variants: ["feed", "page", "urls", "sitemap", "folder", "airtable", "api", "crawl"])

    static let crawl = SchemaObject(
        "A site that is crawled",
        [
            SchemaField("start", .scalar(.address), isRequired: true, "where it begins"),
            SchemaField("depth", .scalar(.integer(1...10)), "links from there to the farthest page; 2 when absent"),
        ])

    static let api = SchemaObject(
        "A JSON API",
        [
            SchemaField("url", .scalar(.address), isRequired: true, "the first page of the list"),
            SchemaField("items", .scalar(.text), "where the list is, `data.posts`; the document itself when absent"),
            SchemaField("link", .scalar(.text), "where an item has its address; `url` when absent"),
            SchemaField("title", .scalar(.text), "where it has its title"),
            SchemaField("date", .scalar(.text), "where it has its date"),
            SchemaField("next", .scalar(.text), "where an answer has the address of the next one"),
        ])

    static let airtable = SchemaObject(
        "An Airtable source",
        [
            SchemaField("base", .scalar(.text), isRequired: true, "the base's id, `app…`"),
            SchemaField("table", .scalar(.text), isRequired: true, "the table's name or id"),
            SchemaField("view", .scalar(.text), "the view whose rows and order count"),
            SchemaField("token", .object(ChannelSchema.secret), "the access token; `AIRTABLE_TOKEN` when absent"),
            SchemaField("title", .scalar(.text), "the field with a row's title; `Name` when absent"),
            SchemaField("date", .scalar(.text), "the field with its day; when it was made when absent"),
            SchemaField("link", .scalar(.text), "the field with the address of a page to read in its place"),
        ])
}
