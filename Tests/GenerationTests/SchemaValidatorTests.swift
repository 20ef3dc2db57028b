import Foundation
import Generation
import Pipelines
import Testing

@Suite struct SchemaValidatorTests {
    static let schema = """
        {"type":"object","additionalProperties":false,"required":["sections"],"properties":{"sections":{"type":"array",
        "minItems":1,"items":{"type":"object","required":["heading"],"properties":{"heading":{"type":"string","maxLength":5},
        "level":{"enum":["a","b"]},"rank":{"type":"number","minimum":1}}}}}}
        """

    @Test(arguments: [
        (#"{"sections":[{"heading":"Moss","level":"a","rank":2}]}"#, nil),
        (#"[]"#, "$ is not of type object."),
        (#"{}"#, "$.sections is missing."),
        (#"{"sections":[]}"#, "$.sections has fewer than 1 entries."),
        (#"{"sections":[{}]}"#, "$.sections[0].heading is missing."),
        (#"{"sections":[{"heading":"Mosses"}]}"#, "$.sections[0].heading has more than 5 characters."),
        (#"{"sections":[{"heading":"Moss","level":"c"}]}"#, "$.sections[0].level is none of the allowed values."),
        (#"{"sections":[{"heading":"Moss","rank":0}]}"#, "$.sections[0].rank is less than 1.0."),
        (#"{"sections":[{"heading":"Moss"}],"more":1}"#, "$.more is not allowed."),
    ])
    func namesTheFirstProblem(text: String, problem: String?) throws {
        let schema = try JSONValue(parsing: Data(Self.schema.utf8))
        #expect(SchemaValidator.problem(of: try JSONValue(parsing: Data(text.utf8)), against: schema) == problem)
    }
}
