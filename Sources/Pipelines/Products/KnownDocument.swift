/// What is known of a page from an earlier fetch.
package struct KnownDocument: Sendable, Hashable {
    package var reference: DocumentReference
    package var validators: Validators
    /// Whether its last answer still holds, by the record's clock.
    package var isFresh: Bool

    package init(reference: DocumentReference, validators: Validators, isFresh: Bool = false) {
        self.reference = reference
        self.validators = validators
        self.isFresh = isFresh
    }
}
