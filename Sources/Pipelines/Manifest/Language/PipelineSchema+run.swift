extension PipelineSchema {
    static let make = SchemaObject(
        "A schedule",
        [
            SchemaField(
                "cron", .scalar(.cron), isRequired: true, "a cron expression, 5 fields or 6 with seconds first"),
            SchemaField("timezone", .scalar(.timeZone), "its time zone; UTC when absent"),
            SchemaField(
                "catchup", .either(single: .choice(of: ScheduleSpec.Catchup.self), mapping: .object(catchup)),
                "what becomes of times that were missed"),
            SchemaField("jitter", .scalar(.duration), "the most by which a time fires later"),
        ])

    static let catchup = SchemaObject(
        "A catch-up of all times",
        [
            SchemaField("max", .scalar(.integer(1...1_000)), isRequired: true, "at most so many, the newest"),
            SchemaField("window", .scalar(.duration), "none that is older"),
        ])

    static let send = SchemaObject(
        "A sending time",
        [
            SchemaField("at", .scalar(.weekTime), isRequired: true, "a weekday and time, `MON 07:00`"),
            SchemaField("zone", .choice(of: SendSpec.Zone.self), "whose clock counts"),
            SchemaField("stale_after", .scalar(.duration), "how old an issue may be when it leaves"),
        ])

    static let parameter = SchemaObject(
        "A parameter",
        [
            SchemaField("default", .scalar(.text), "the value of runs that give none"),
            SchemaField("description", .scalar(.text), "what it is for, for people"),
        ])

    static let budget = SchemaObject(
        "A budget",
        [
            SchemaField("item", .scalar(.money), "for one item"),
            SchemaField("run", .scalar(.money), "for one run; 5 USD when absent"),
            SchemaField("month", .scalar(.money), "for a calendar month"),
            SchemaField("on_exceeded", .choice(of: Budget.OnExceeded.self), "what becomes of the run"),
        ])

    static let items = SchemaObject(
        "The items",
        [
            SchemaField("single", .choice([SchemaChoice("true")]), "one item a run"),
            SchemaField("csv", .scalar(.path), "an item for each row of a CSV file of the bundle"),
            SchemaField("documents", .choice([SchemaChoice("true")]), "an item for each document of the sources"),
            SchemaField(
                "matrix", .named(.oneOrMore(.scalar(.text), limit: 1_000), limit: 10), isBuilt: false,
                "an item for each combination"),
            SchemaField("key", .scalar(.text), "a template, or the column of a CSV file that names each item"),
            SchemaField("where", .scalar(.condition), "only rows where this holds"),
            SchemaField("pilot", .scalar(.integer(1...1_000_000)), "only the first so many, until told otherwise"),
        ], variants: ["single", "csv", "documents", "matrix"])

    static let source = SchemaObject(
        "A source",
        [
            SchemaField("feed", .scalar(.address), "an RSS, Atom or JSON feed"),
            SchemaField("page", .scalar(.address), "one page"),
            SchemaField("urls", .list(.scalar(.address), limit: 10_000), "several pages"),
            SchemaField("sitemap", .scalar(.address), "the pages of a sitemap"),
            SchemaField("folder", .scalar(.text), "HTML or Markdown files of the bundle"),
            SchemaField("airtable", .object(airtable), isBuilt: false, "the rows of an Airtable table"),
            SchemaField("api", .object(api), "the documents that a JSON API lists"),
            SchemaField("crawl", .object(crawl), "the pages of a site"),
            SchemaField("rights", .choice(of: Rights.self), "what may be done with the words; `quote` when absent"),
            SchemaField("match", .scalar(.text), "a pattern for the paths of links, `/articles/*`"),
            SchemaField("limit", .scalar(.integer(1...100_000)), "at most so many documents"),
            SchemaField("since", .scalar(.since), "only what was published after it"),
            SchemaField("newer_than", .scalar(.duration), "only what was published in so much time before the run"),
            SchemaField("select", .scalar(.text), isBuilt: false, "a selector for the main text"),
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
            SchemaField("base", .scalar(.text), isRequired: true, "the base's id"),
            SchemaField("table", .scalar(.text), isRequired: true, "the table"),
            SchemaField("view", .scalar(.text), "the view"),
        ])
}
