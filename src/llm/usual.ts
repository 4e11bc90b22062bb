/** What is asked where the settings name nothing else. Apart from the client, so that naming it loads no client. */
export const openAiAddress = 'https://api.openai.com/v1'
export const defaultModel = 'gpt-4o-mini'
