extension Migration {
    /// What keeps schedules and backfills from going on.
    static let holds = Migration(
        number: 5, name: "held schedules and backfills",
        script: """
            -- Why the schedule did not fire at its last time; NULL when it did.
            ALTER TABLE presswork.schedule ADD COLUMN refusal text;
            ALTER TABLE presswork.backfill ADD COLUMN paused_at timestamptz;
            """)
}
