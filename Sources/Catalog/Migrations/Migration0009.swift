extension Migration {
    /// Limits of what a whole stage of a pipeline uses.
    static let keys = Migration(
        number: 9, name: "limit keys of stages",
        script: """
            -- By stage, the limit_key of its jobs that are no parts; applying the pipeline again fills it in.
            ALTER TABLE presswork.pipeline ADD COLUMN limit_keys jsonb NOT NULL DEFAULT '{}';
            """)
}
