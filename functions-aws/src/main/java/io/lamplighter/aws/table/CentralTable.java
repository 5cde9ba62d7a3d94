package io.lamplighter.aws.table;

import java.util.List;
import java.util.stream.Stream;

/**
 * The schema of the central table as a value: the demo, the tests and the stack make the same table from it.
 *
 * <p>Billed on demand: findings come in bursts. An index holds the items that have both of its attributes.
 *
 * @param name the table's name
 * @param key the primary key
 * @param indexes the global secondary indexes
 */
public record CentralTable(String name, Key key, List<Index> indexes) {
    static final Attribute PK = new Attribute("pk", Type.TEXT);
    static final Attribute SK = new Attribute("sk", Type.TEXT);

    static final Index BY_ACCOUNT = new Index(
            "by-account",
            new Key(new Attribute("account", Type.TEXT), new Attribute("time", Type.NUMBER)),
            Holds.WHOLE_ITEMS);
    static final Index BY_RESOURCE = new Index(
            "by-resource",
            new Key(new Attribute("resource", Type.TEXT), new Attribute("time", Type.NUMBER)),
            Holds.KEYS);
    static final Index BY_EXPIRY = new Index(
            "by-expiry", new Key(new Attribute("live", Type.TEXT), new Attribute("expires", Type.NUMBER)), Holds.KEYS);
    static final Index BY_STEP = new Index("by-step", new Key(new Attribute("step", Type.TEXT), SK), Holds.KEYS);

    public CentralTable {
        indexes = List.copyOf(indexes);
    }

    /** The schema under this name. */
    public static CentralTable named(String name) {
        return new CentralTable(name, new Key(PK, SK), List.of(BY_ACCOUNT, BY_RESOURCE, BY_EXPIRY, BY_STEP));
    }

    /** Every attribute that is part of a key, each once. */
    public List<Attribute> attributes() {
        return Stream.concat(Stream.of(key), indexes.stream().map(Index::key))
                .flatMap(k -> Stream.of(k.partition(), k.sort()))
                .distinct()
                .toList();
    }

    /** A key of two attributes. */
    public record Key(Attribute partition, Attribute sort) {}

    /** An attribute of a key. */
    public record Attribute(String name, Type type) {}

    /** A global secondary index. */
    public record Index(String name, Key key, Holds holds) {}

    /** The type of an attribute of a key. */
    public enum Type {
        TEXT,
        NUMBER
    }

    /** What an index holds of each item. */
    public enum Holds {
        KEYS,
        WHOLE_ITEMS
    }
}
