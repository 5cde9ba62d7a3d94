package io.lamplighter.azure.source;

import io.lamplighter.events.ResourceRef;

/**
 * The two places where Azure keeps diagnostic settings, which have the same form.
 *
 * <p>https://learn.microsoft.com/rest/api/monitor/diagnostic-settings and
 * https://learn.microsoft.com/azure/templates/microsoft.aadiam/diagnosticsettings
 */
public enum SettingApi {
    /** Of a resource, and of a subscription for its Activity log. */
    RESOURCE("2021-05-01-preview", "/providers/microsoft.insights", "Microsoft.Insights/diagnosticSettings"),
    /** Of the tenant, for its Entra logs: the target's own id is the provider's. */
    TENANT("2017-04-01", "", "microsoft.aadiam/diagnosticSettings");

    /** https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings; said of resources, held to for all. */
    static final int MOST = 5;

    /** The rule that forbids what {@link #grant} is missing for. */
    static final String GRANT = "tenant-grant";

    /** What the settings of the tenant hang on. */
    public static final String TENANT_ID = "/providers/microsoft.aadiam";

    private final String version;
    private final String provider;
    private final String type;

    SettingApi(String version, String provider, String type) {
        this.version = version;
        this.provider = provider;
        this.type = type;
    }

    String version() {
        return version;
    }

    /** The permission to write one. */
    String write() {
        return type + "/write";
    }

    /** What is needed to look and to change beside rights on the target itself; empty for nothing. */
    String grant() {
        return switch (this) {
            case RESOURCE -> "";
            // https://github.com/Azure/azure-rest-api-specs/issues/11085
            case TENANT ->
                "a person needs the role Security Administrator, an application the role Contributor at the scope"
                        + " /providers/Microsoft.aadiam, which a Global Administrator with elevated access gives it";
        };
    }

    /** The id that all settings of the target lie under, lower case. */
    String settings(ResourceRef target) {
        return target.id() + provider + "/diagnosticsettings";
    }

    String categories(ResourceRef target) {
        return target.id() + provider + "/diagnosticsettingscategories";
    }
}
