/// What is known of a page from an earlier fetch.
package struct KnownDocument: Sendable, Hashable {
    package var reference: DocumentReference
    package var validators: Validators

    package init(reference: DocumentReference, validators: Validators) {
        self.reference = reference
        self.validators = validators
    }
}
