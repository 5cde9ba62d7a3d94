package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.FileHashes;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.util.Locale;

/**
 * Adds the entities of an alert: what was touched, who acted, and what to search the new logs for.
 *
 * <p>Entities lie in each other and refer to each other by number; each also stands for itself, so that no reference has to
 * be followed. Shapes: https://learn.microsoft.com/azure/sentinel/entities-reference and
 * https://learn.microsoft.com/azure/defender-for-cloud/alerts-schemas
 */
final class Entities {
    private Entities() {}

    /** Those of a list, which some relays keep as a text. */
    static void add(Draft draft, JsonNode entities) {
        JsonNode tree = Texts.tree(entities);
        if (tree.isArray()) {
            tree.forEach(e -> add(draft, e));
        } else if (tree.isObject()) {
            String type = Words.first(tree, "kind", "type");
            JsonNode properties = Json.at(tree, "properties");
            entity(
                    draft,
                    type.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", ""),
                    properties.isObject() ? properties : tree);
            for (JsonNode inner : tree) {
                if (inner.isContainerNode()) {
                    add(draft, inner);
                }
            }
        }
    }

    private static void entity(Draft draft, String type, JsonNode entity) {
        switch (type) {
            case "azureresource" -> draft.arm(Words.first(entity, "resourceId", "azureResourceId"));
            case "host" -> {
                draft.arm(Words.first(entity, "azureID"));
                draft.indicator("host", Words.first(entity, "hostName", "netBiosName"));
            }
            case "account", "mailbox" -> account(draft, entity);
            case "serviceprincipal", "aadserviceprincipal" ->
                draft.principal(
                        "service-principal",
                        Words.first(entity, "servicePrincipalObjectId", "aadObjectId", "objectId", "aadUserId"));
            case "managedidentity" -> {
                draft.principal("managed-identity", Words.first(entity, "objectId", "principalId", "aadObjectId"));
                draft.arm(Words.first(entity, "resourceId", "azureResourceId"));
            }
            case "ip" -> {
                // An address of our own is none to search for.
                if (!Json.flag(entity, "asset")) {
                    draft.indicator("ip", Words.first(entity, "address"));
                }
            }
            case "url" -> draft.indicator("url", Words.first(entity, "url"));
            case "dns", "dnsresolution" -> draft.indicator("domain", Words.first(entity, "domainName"));
            case "filehash" -> FileHashes.hash(draft, Words.first(entity, "value", "hashValue"));
            case "file", "process", "malware" -> FileHashes.add(draft, entity);
            default -> {}
        }
    }

    private static void account(Draft draft, JsonNode account) {
        String name = Words.first(account, "name", "accountName");
        String domain = Words.first(account, "uPNSuffix", "upnSuffix");
        if (!name.isEmpty() && !domain.isEmpty()) {
            draft.user(name.contains("@") ? name : name + "@" + domain);
        } else {
            draft.user(Words.first(account, "userPrincipalName", "mailboxPrimaryAddress", "name"));
        }
        draft.user(Words.first(account, "aadUserId"));
    }
}
