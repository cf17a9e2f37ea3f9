// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

/** What OpenAI and Ollama say on the wire. */
public final class Replies {

    public static final String JSON = "Content-Type: application/json";
    public static final String EVENTS = "Content-Type: text/event-stream; charset=utf-8";
    public static final String LINES = "Content-Type: application/x-ndjson";
    public static final String CHUNKED = "Transfer-Encoding: chunked";

    /** A whole answer of OpenAI: {@code Hello.} */
    public static final String COMPLETION = """
            {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":\
            {"role":"assistant","content":"Hello."},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";

    /** A whole answer of Ollama: {@code Hello.} */
    public static final String OLLAMA = """
            {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Hello."},\
            "done_reason":"stop","done":true,"prompt_eval_count":3,"eval_count":2}""";

    public static final String FINISH = finish("stop");
    public static final String DONE = "data: [DONE]\n\n";
    public static final String OLLAMA_DONE = """
            {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""},\
            "done_reason":"stop","done":true,"prompt_eval_count":3,"eval_count":2}
            """;

    private Replies() {}

    /** Returns an event of OpenAI with some text. */
    public static String token(String text) {
        return event("{\"content\":\"" + text + "\"}", "null");
    }

    /** Returns the event of OpenAI that says why the model stopped. */
    public static String finish(String reason) {
        return event("{}", "\"" + reason + "\"");
    }

    /** Returns a line of Ollama with some text. */
    public static String line(String text) {
        return "{\"model\":\"m\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\""
                + text + "\"},\"done\":false}\n";
    }

    private static String event(String delta, String finish) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                + "[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
    }
}
