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
}
