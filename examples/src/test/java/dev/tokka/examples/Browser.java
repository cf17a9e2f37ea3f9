// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chromium, driven by the WebDriver protocol of its chromedriver; nothing is fetched.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final URI session;

    private Browser(Process driver, String language, Path profile) throws IOException {
        this.driver = driver;
        String address = "http://127.0.0.1:" + port(driver);
        ObjectNode options = json.createObjectNode().put("binary", CHROMIUM.toString());
        ArrayNode flags = options.putArray("args").add("--user-data-dir=" + profile);
        FLAGS.forEach(flags::add);
        options.putObject("prefs").put("intl.accept_languages", language);
        ObjectNode body = json.createObjectNode();
        ObjectNode wanted = body.putObject("capabilities").putObject("alwaysMatch");
        wanted.put("browserName", "chrome").set("goog:chromeOptions", options);
        wanted.putObject("goog:loggingPrefs").put("browser", "ALL").put("performance", "ALL");
        wanted.putObject("timeouts").put("script", PATIENCE.toMillis() / 2);
        JsonNode created = call(URI.create(address + "/session"), "POST", body);
        this.session =
                URI.create(address + "/session/" + created.path("sessionId").asText());
    }

    /** Returns what is missing on this machine, or an empty text. */
    public static String missing() {
        List<Path> missing = List.of(CHROMIUM, DRIVER).stream()
                .filter(file -> !Files.isExecutable(file))
                .toList();
        return missing.isEmpty() ? "" : "install chromium and chromium-driver; there is no " + missing;
    }

    /** Starts a browser whose reader prefers {@code language}; it keeps everything in {@code profile}. */
    public static Browser start(String language, Path profile) throws IOException {
        Process driver = new ProcessBuilder(DRIVER.toString(), "--port=0", "--log-level=SEVERE")
                .redirectErrorStream(true)
                .start();
        try {
            return new Browser(driver, language, profile);
        } catch (IOException | RuntimeException | AssertionError e) {
            driver.destroy();
            throw e;
        }
    }

    private static int port(Process driver) throws IOException {
        BufferedReader printed = driver.inputReader(UTF_8);
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
        throw new AssertionError("chromedriver ended before it named its port");
    }

    /** Opens a page and waits until it is loaded. */
    public void open(URI page) throws IOException {
        call(at("url"), "POST", json.createObjectNode().put("url", page.toString()));
    }

    /** Presses the keys on the element that {@code selector} finds. */
    public void type(String selector, String keys) throws IOException {
        call(
                at("element/" + element(selector) + "/value"),
                "POST",
                json.createObjectNode().put("text", keys));
    }

    /** Clicks the element that {@code selector} finds as a reader does: it must be visible. */
    public void click(String selector) throws IOException {
        call(at("element/" + element(selector) + "/click"), "POST", json.createObjectNode());
    }

    private String element(String selector) throws IOException {
        ObjectNode by = json.createObjectNode().put("using", "css selector").put("value", selector);
        return call(at("element"), "POST", by).elements().next().asText();
    }

    /** Returns the value of a JavaScript expression. */
    public JsonNode evaluate(String expression) throws IOException {
        return script("execute/sync", "return " + expression);
    }

    /** Returns the visible text of the element that {@code selector} finds. */
    public String text(String selector) throws IOException {
        return evaluate("document.querySelector('" + selector + "').innerText").asText();
    }

    /** Waits until a JavaScript expression is true: the browser looks again each 20 ms. */
    public void await(String expression) throws IOException {
        script(
                "execute/async",
                "const done = arguments[arguments.length - 1];"
                        + "const look = () => { if (" + expression
                        + ") { done(true); } else { setTimeout(look, 20); } };"
                        + "look();");
    }

    /** Lets the reader prefer {@code "light"} or {@code "dark"}, also on the page that is open. */
    public void prefer(String scheme) throws IOException {
        ObjectNode body = json.createObjectNode().put("cmd", "Emulation.setEmulatedMedia");
        body.putObject("params")
                .putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        call(at("goog/cdp/execute"), "POST", body);
    }

    /** Returns what the browser has complained of since this was asked last, as its console shows it. */
    public List<String> complaints() throws IOException {
        List<String> complaints = new ArrayList<>();
        log("browser").forEach(entry -> complaints.add(entry.path("message").asText()));
        return complaints;
    }

    /** Returns the addresses that pages have asked for since this was asked last, the pages themselves included. */
    public List<String> requests() throws IOException {
        List<String> addresses = new ArrayList<>();
        for (JsonNode entry : log("performance")) {
            JsonNode event = json.readTree(entry.path("message").asText()).path("message");
            if (event.path("method").asText().equals("Network.requestWillBeSent")) {
                addresses.add(event.at("/params/request/url").asText());
            }
        }
        return addresses;
    }

    private JsonNode log(String type) throws IOException {
        return call(at("se/log"), "POST", json.createObjectNode().put("type", type));
    }

    private JsonNode script(String command, String script) throws IOException {
        ObjectNode body = json.createObjectNode().put("script", script);
        body.putArray("args");
        return call(at(command), "POST", body);
    }

    private URI at(String command) {
        return URI.create(session + "/" + command);
    }

    private JsonNode call(URI command, String method, JsonNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(command)
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json; charset=utf-8")
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = send(request);
        JsonNode value = json.readTree(response.body()).path("value");
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    command.getPath() + ": " + value.path("message").asText() + " for " + body);
        }
        return value;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            call(session, "DELETE", json.createObjectNode());
        } finally {
            driver.destroy();
        }
    }
}
