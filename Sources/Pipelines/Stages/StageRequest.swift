/// What a handler is asked to do: pure values, the same on every attempt of the job except for `attempt`.
package struct StageRequest: Sendable {
    package var tenant: TenantID
    package var run: RunReference
    @Boxed package var pipeline: Pipeline
    package var item: Item
    package var job: JobReference
    /// What the earlier stages of this item returned.
    package var input: StageInput
    /// Where the last attempt stopped, if it said so.
    package var checkpoint: JSONValue?

    /// What the part is about, for a part of a job; its key is ``JobReference/part``.
    package var part: JSONValue?
    /// What the parts of the job returned, by key, for the job that joins them.
    package var parts: [PartResult]?

    package init(
        tenant: TenantID, run: RunReference, pipeline: Boxed<Pipeline>, item: Item, job: JobReference,
        input: StageInput, checkpoint: JSONValue? = nil, part: JSONValue? = nil, parts: [PartResult]? = nil
    ) {
        self.tenant = tenant
        self.run = run
        _pipeline = pipeline
        self.item = item
        self.job = job
        self.input = input
        self.checkpoint = checkpoint
        self.part = part
        self.parts = parts
    }
}
