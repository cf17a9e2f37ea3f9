// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.document.SourceDocument.Flag;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.address.Address;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.field.address.AddressFormatter;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;

/**
 * Reads e-mail: the subject as a heading, who wrote to whom and when, what they wrote, and what they attached, each
 * attachment below a heading with its name and read as a file of that name would be.
 */
record MailReader(DocumentReaders readers, int depth) implements DocumentReader {

    private static final int MAX_DEPTH = 3; // messages in messages
    private static final int MAX_ATTACHMENTS = 100;
    private static final int MAX_PARTS = 1_000;
    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(1 << 20)
            .setMaxHeaderCount(1_000)
            .setMaxHeaderLen(1 << 16)
            .setMaxContentLen(-1)
            .build();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

    @Override
    public SourceDocument read(String id, byte[] content) {
        Checks.requireText(id, "id");
        requireNonNull(content, "content");
        ReadTimer timer = ReadTimer.start(id, readers.limits().maxTime(), readers.clock());
        Guard.requireSize(id, content.length, readers.limits());
        return Guard.requireText(Guard.parsing(id, () -> new Reading(id, timer, 0).read(content)));
    }

    private final class Reading {

        private final String id;
        private final ReadTimer timer;
        private final TextWriter writer;
        private final List<Entity> texts = new ArrayList<>();
        private final List<Entity> attachments = new ArrayList<>();
        private final int level; // how many messages this one is in
        private int parts;
        private int read;

        Reading(String id, ReadTimer timer, int level) {
            this.id = id;
            this.timer = timer;
            this.level = level;
            this.writer = new TextWriter(id, readers.limits().maxCharacters());
        }

        SourceDocument read(byte[] content) throws IOException {
            DefaultMessageBuilder builder = new DefaultMessageBuilder();
            builder.setMimeEntityConfig(CONFIG);
            builder.setDecodeMonitor(DecodeMonitor.SILENT);
            Message message = builder.parseMessage(timer.input(content));
            try {
                requireMail(message);
                return write(message);
            } finally {
                message.dispose();
            }
        }

        /** Any text is a message without a header to the parser. */
        private void requireMail(Message message) {
            if (message.getHeader() == null
                    || (message.getFrom() == null
                            && message.getDate() == null
                            && message.getSubject() == null
                            && message.getHeader().getField("Received") == null)) {
                throw new DocumentException(
                        id, Reason.MALFORMED, "expected an e-mail but it has neither sender nor date nor subject");
            }
        }

        private SourceDocument write(Message message) {
            String subject =
                    Optional.ofNullable(message.getSubject()).orElse("").strip();
            writer.heading(1, subject.isEmpty() ? "(no subject)" : subject);
            List<String> lines = new ArrayList<>();
            addresses(lines, "From", message.getFrom());
            addresses(lines, "To", message.getTo());
            addresses(lines, "Cc", message.getCc());
            if (message.getDate() != null) {
                lines.add("Date: " + date(message));
            }
            writer.block(Block.Kind.PARAGRAPH, String.join("\n", lines));
            collect(message, 0);
            texts.forEach(this::text);
            attachments.forEach(this::attachment);
            return writer.finish("");
        }

        private static void addresses(List<String> lines, String name, @Nullable List<? extends Address> all) {
            if (all != null && !all.isEmpty()) {
                StringBuilder line = new StringBuilder(name + ": ");
                String mark = "";
                for (Address address : all) {
                    line.append(mark);
                    AddressFormatter.DEFAULT.format(line, address, false);
                    mark = ", ";
                }
                lines.add(line.toString());
            }
        }

        /** Returns the date as the sender's clock showed it, which is the day that people speak of. */
        private static String date(Message message) {
            Field field = message.getHeader().getField("Date");
            String sent = field == null
                    ? ""
                    : field.getBody().replaceAll("\\([^()]*\\)", "").strip();
            try {
                return DATE.format(OffsetDateTime.parse(sent, DateTimeFormatter.RFC_1123_DATE_TIME));
            } catch (DateTimeParseException e) {
                return DATE.format(message.getDate().toInstant().atOffset(ZoneOffset.UTC));
            }
        }

        /** Finds the texts and the attachments; of alternatives the plain text, else the one in HTML. */
        private void collect(Entity entity, int nested) {
            timer.check();
            if (++parts > MAX_PARTS || nested > MAX_PARTS) {
                throw new DocumentException(
                        id, Reason.TOO_LARGE, "expected at most " + MAX_PARTS + " parts but there are more");
            }
            String type = entity.getMimeType().toLowerCase(Locale.ROOT);
            if (entity.getBody() instanceof Multipart multipart) {
                List<Entity> all = multipart.getBodyParts();
                if (type.equals("multipart/alternative")) {
                    alternative(all).ifPresent(best -> collect(best, nested + 1));
                } else {
                    all.forEach(part -> collect(part, nested + 1));
                }
            } else if (isAttachment(entity) || !(type.equals("text/plain") || type.equals("text/html"))) {
                attachments.add(entity);
            } else {
                texts.add(entity);
            }
        }

        private static Optional<Entity> alternative(List<Entity> all) {
            return all.stream()
                    .filter(part -> part.getMimeType().equalsIgnoreCase("text/plain"))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(part -> part.getMimeType().equalsIgnoreCase("text/html"))
                            .findFirst())
                    .or(() -> all.stream().findFirst());
        }

        private static boolean isAttachment(Entity entity) {
            return "attachment".equalsIgnoreCase(entity.getDispositionType()) || entity.getFilename() != null;
        }

        private void text(Entity entity) {
            String text = decoded(bytes(entity), declaredCharset(entity));
            writer.include(
                    entity.getMimeType().equalsIgnoreCase("text/html")
                            ? new HtmlReader(readers.limits(), readers.clock()).render(id, text, timer)
                            : PlainTextParser.parse(id, text));
        }

        private String decoded(byte[] content, String charset) {
            TextDecoder decoder = new TextDecoder(id, readers.limits().maxCharacters());
            if (!charset.isEmpty()) {
                try {
                    return decoder.decode(content, Charsets.named(charset));
                } catch (IllegalArgumentException | DocumentException e) {
                    timer.check(); // what the header says is wrong, or unknown: the text itself may tell
                }
            }
            return decoder.decode(content);
        }

        private static String declaredCharset(Entity entity) {
            return entity.getHeader() != null
                            && entity.getHeader().getField("Content-Type") instanceof ContentTypeField type
                            && type.getCharset() != null
                    ? type.getCharset()
                    : "";
        }

        private void attachment(Entity entity) {
            timer.check();
            if (entity.getBody() instanceof Message message) {
                message(message);
                return;
            }
            String name = Optional.ofNullable(entity.getFilename()).orElse("");
            String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                    .strip();
            Optional<DocumentReader> reader = ++read > MAX_ATTACHMENTS ? Optional.empty() : readers.forName(file);
            if (reader.isEmpty() || depth >= MAX_DEPTH) {
                writer.flag(Flag.ATTACHMENTS_LEFT_OUT);
                return;
            }
            DocumentReader nested =
                    reader.get() instanceof MailReader ? new MailReader(readers, depth + 1) : reader.get();
            include("attachment " + file, () -> nested.read(file, bytes(entity)));
        }

        private void message(Message message) {
            if (depth + level >= MAX_DEPTH) {
                writer.flag(Flag.ATTACHMENTS_LEFT_OUT);
                return;
            }
            include("attached message", () -> new Reading(id, timer, level + 1).write(message));
        }

        /** Adds a part below a heading if it can be read and has room: an e-mail is more than its attachments. */
        private void include(String heading, Supplier<SourceDocument> part) {
            try {
                SourceDocument document = part.get();
                if (document.text().length() + heading.length() + 4 > writer.room()) {
                    writer.flag(Flag.ATTACHMENTS_LEFT_OUT);
                } else {
                    writer.heading(2, heading);
                    writer.include(document);
                }
            } catch (DocumentException e) {
                timer.check();
                writer.flag(Flag.ATTACHMENTS_LEFT_OUT);
            }
        }

        private byte[] bytes(Entity entity) {
            if (!(entity.getBody() instanceof SingleBody body)) {
                return new byte[0];
            }
            try (InputStream in = body.getInputStream()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new DocumentException(id, Reason.MALFORMED, "expected a sound part but it cannot be decoded", e);
            }
        }
    }
}
