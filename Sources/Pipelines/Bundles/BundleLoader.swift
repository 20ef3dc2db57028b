/// Turns the files of a bundle into a ``Pipeline``, or says everything that is wrong with them. Pure: it works on a
/// folder that was read just now as on a bundle that was stored last year.
package enum BundleLoader {
    /// Validates a bundle.
    ///
    /// - Parameters:
    ///   - bundle: its files.
    ///   - knownChannels: accounts that are configured elsewhere; `nil` when that is not known. With a `channels.yaml`
    ///     in the bundle or known channels, a manifest may name only those.
    /// - Returns: the pipeline, or every problem of every file, in order.
    package static func validate(
        _ bundle: PipelineBundle, knownChannels: [ChannelName]? = nil
    ) -> Result<Pipeline, ManifestProblems> {
        var validation = BundleValidation(files: bundle.files, knownChannels: knownChannels)
        let pipeline = validation.run()
        guard let pipeline, validation.problems.isEmpty else { return .failure(ManifestProblems(validation.problems)) }
        return .success(pipeline)
    }

    /// The same over plain files; a bundle that breaks the limits is one problem.
    package static func validate(
        files: [String: [UInt8]], knownChannels: [ChannelName]? = nil
    ) -> Result<Pipeline, ManifestProblems> {
        do throws(BundleError) {
            return validate(try PipelineBundle(files: files), knownChannels: knownChannels)
        } catch {
            let problem = ManifestProblem(
                kind: .limit, file: PipelineBundle.manifestName, line: 1, column: 1, message: error.message)
            return .failure(ManifestProblems([problem]))
        }
    }
}
