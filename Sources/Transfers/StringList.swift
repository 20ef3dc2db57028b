import CCurl

/// Owns a `curl_slist`, which a handle reads until its transfer is over.
@safe
final class StringList {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    init(_ values: [String]) {
        unsafe first = nil
        for value in values {
            guard let longer = unsafe curl_slist_append(first, value) else {
                preconditionFailure("curl_slist_append: out of memory")
            }
            unsafe first = longer
        }
    }

    deinit { unsafe curl_slist_free_all(first) }
}
